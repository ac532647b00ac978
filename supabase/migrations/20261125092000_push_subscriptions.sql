-- The browsers that may be told while no page of ours is open: one row for each, under the address that its push service
-- has given it. Whoever knows the address and the keys can write to that screen, so the keys leave the database only for
-- the sender (claim_pushes).
create table public.push_subscriptions (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references public.users (id) on delete cascade,
  -- It ends with the session in which it was asked for: signing out, a new password and a closed account end it too.
  session_id uuid references auth.sessions (id) on delete cascade,
  endpoint text not null constraint push_subscriptions_endpoint_unique unique,
  p256dh text not null,
  auth text not null,
  label text not null,
  created_at timestamptz not null default now(),
  last_sent_at timestamptz,
  tested_at timestamptz,
  -- The site connects to this address: a name, on the port of https. What the name leads to, the sender looks at.
  constraint push_subscriptions_endpoint_form check (
    char_length(endpoint) <= 1000 and endpoint ~ '^https://([a-z0-9-]+\.)+[a-z][a-z0-9-]*(:443)?/[!-~]*$'),
  -- Base64url of 65 and of 16 bytes.
  constraint push_subscriptions_p256dh_form check (p256dh ~ '^[A-Za-z0-9_-]{87}$'),
  constraint push_subscriptions_auth_form check (auth ~ '^[A-Za-z0-9_-]{22}$'),
  constraint push_subscriptions_label_length check (char_length(label) between 1 and 80),
  constraint push_subscriptions_label_legible check (private.is_legible(label))
);
create index push_subscriptions_user_id on public.push_subscriptions (user_id, created_at);
create index push_subscriptions_session_id on public.push_subscriptions (session_id);

alter table public.push_subscriptions enable row level security;
revoke all on public.push_subscriptions from public, anon, authenticated, service_role;
grant select (id, user_id, endpoint, label, created_at, last_sent_at), delete on public.push_subscriptions to authenticated;

create policy "people read their own devices" on public.push_subscriptions
  for select to authenticated using (user_id = (select private.reader()));
create policy "people remove their own devices" on public.push_subscriptions
  for delete to authenticated using (user_id = (select private.reader()));

-- Remembers this browser for the reader, and answers with its id. An address stands for one browser: who signs in there
-- next and wants to be told takes it over. The eleventh device takes the place of the one that was added first.
-- With `known`, the address by which the browser was remembered before, it renews that one: PT404 when it was removed
-- meanwhile, on another device or with its session, and must not come back by itself.
create function public.save_push_subscription(
  endpoint text, p256dh text, auth text, label text, known text default null
) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  reader uuid := private.reader();
  saved uuid;
begin
  if not private.has_role() then
    raise insufficient_privilege using message = 'Only people of the tournament are told';
  end if;
  -- One after the other, so that ten is ten.
  perform pg_advisory_xact_lock(6, hashtext(reader::text));
  if known is not null and not exists (
    select from public.push_subscriptions s where s.user_id = reader and s.endpoint in (known, endpoint)) then
    raise sqlstate 'PT404' using message = 'This device was removed';
  end if;
  delete from public.push_subscriptions s where s.user_id = reader and s.endpoint = known and known <> endpoint;
  insert into public.push_subscriptions as s (user_id, session_id, endpoint, p256dh, auth, label)
    values (reader, (auth.jwt() ->> 'session_id')::uuid, endpoint, p256dh, auth, label)
    on conflict on constraint push_subscriptions_endpoint_unique do update set
      user_id = excluded.user_id, session_id = excluded.session_id,
      p256dh = excluded.p256dh, auth = excluded.auth, label = excluded.label,
      -- Another one's device begins anew with whoever takes it over.
      created_at = case when s.user_id = excluded.user_id then s.created_at else excluded.created_at end,
      last_sent_at = case when s.user_id = excluded.user_id then s.last_sent_at end
    returning s.id into saved;
  delete from public.push_subscriptions
    where id in (
      select s.id from public.push_subscriptions s
      where s.user_id = reader and s.id <> saved
      order by s.created_at desc, s.id offset 9);
  return saved;
end;
$$;
revoke execute on function public.save_push_subscription(text, text, text, text, text) from public, anon;
grant execute on function public.save_push_subscription(text, text, text, text, text) to authenticated;

-- Whoever is deactivated is told nothing any more, also not what was on its way.
create function private.forget_devices() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
begin
  delete from public.push_subscriptions where user_id = new.id;
  return null;
end;
$$;
revoke execute on function private.forget_devices() from public;
create trigger users_forget_devices after update of deactivated_at on public.users
  for each row when (old.deactivated_at is null and new.deactivated_at is not null)
  execute function private.forget_devices();
