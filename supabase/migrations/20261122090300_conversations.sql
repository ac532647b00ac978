-- The log of a conversation: last_seq numbers places, last_revision numbers changes, both under this row's lock.
-- No index on last_message_at, and room in the page: so every update of a head is HOT.
create table public.conversations (
  team_id uuid primary key references public.teams (id) on delete restrict,
  last_seq integer not null default 0,
  last_revision integer not null default 0,
  last_message_at timestamptz,
  topic_epoch integer not null default 0
) with (fillfactor = 50);

-- What has a default here is given by the trigger that numbers; the defaults only spare a writer from naming it.
create table public.chat_messages (
  id uuid primary key default gen_random_uuid(),
  team_id uuid not null references public.conversations (team_id) on delete restrict,
  sender_id uuid not null references public.users (id) on delete restrict,
  sender_name text not null default '',
  sender_role public.user_role not null default 'member',
  content text,
  seq integer not null default 0,
  revision integer not null default 0,
  created_at timestamptz not null default 'infinity',
  edited_at timestamptz,
  deleted_at timestamptz,
  constraint chat_messages_is_numbered check (seq > 0 and revision > 0 and isfinite(created_at)),
  constraint chat_messages_seq_unique unique (team_id, seq),
  constraint chat_messages_revision_unique unique (team_id, revision),
  constraint chat_messages_content_length check (char_length(content) between 1 and 5000),
  constraint chat_messages_content_not_blank check (content ~ '\S'),
  constraint chat_messages_tombstone_is_empty check ((deleted_at is null) = (content is not null))
);
-- Serves the rate limit: the newest messages of one sender.
create index chat_messages_sender on public.chat_messages (sender_id, created_at);

-- What edits and deletions replaced: kept for the audit, in no reader's reach.
create table private.chat_message_history (
  message_id uuid not null references public.chat_messages (id) on delete restrict,
  revision integer not null,
  content text not null,
  replaced_by text not null,
  actor_id uuid not null references public.users (id) on delete restrict,
  replaced_at timestamptz not null,
  primary key (message_id, revision),
  constraint chat_message_history_replaced_by check (replaced_by in ('edit', 'deletion'))
);
create index chat_message_history_actor on private.chat_message_history (actor_id, replaced_at);
alter table private.chat_message_history enable row level security;

create table public.chat_read_cursors (
  team_id uuid not null references public.conversations (team_id) on delete restrict,
  user_id uuid not null references public.users (id) on delete cascade,
  last_read_seq integer not null default 0,
  seen_seq integer not null default 0,
  read_at timestamptz not null default now(),
  primary key (team_id, user_id),
  constraint chat_read_cursors_not_negative check (last_read_seq >= 0 and seen_seq >= last_read_seq)
);

create function private.open_conversation() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.conversations (team_id) values (new.id);
  return null;
end;
$$;
create trigger teams_open_conversation after insert on public.teams
  for each row execute function private.open_conversation();

alter table public.conversations enable row level security;
alter table public.chat_messages enable row level security;
alter table public.chat_read_cursors enable row level security;

revoke all on public.conversations, public.chat_messages, public.chat_read_cursors
  from public, anon, authenticated, service_role;
grant select on public.conversations, public.chat_messages, public.chat_read_cursors to authenticated, service_role;
-- Never seq, revision, created_at or a name: those are the log's own.
grant insert (id, team_id, sender_id, content) on public.chat_messages to authenticated, service_role;

create policy "a team reads its conversation, organisers read all" on public.conversations
  for select to authenticated using (team_id = (select private.my_team_id()) or (select private.is_admin()));

create policy "a team reads its messages, organisers read all" on public.chat_messages
  for select to authenticated using (team_id = (select private.my_team_id()) or (select private.is_admin()));

create policy "people write as themselves, where they may read" on public.chat_messages
  for insert to authenticated with check (
    sender_id = (select auth.uid())
    and (team_id = (select private.my_team_id()) or (select private.is_admin()))
  );

create policy "who reads a conversation sees how far others have read" on public.chat_read_cursors
  for select to authenticated using (team_id = (select private.my_team_id()) or (select private.is_admin()));

-- For clients outside the site that listen to postgres_changes; the site itself uses broadcasts.
alter publication supabase_realtime add table public.chat_messages;
