-- One message of the organisers to many teams: each gets it in its own conversation, as a message like any other.
create table public.announcements (
  id uuid primary key default gen_random_uuid(),
  content text not null,
  created_by uuid not null references public.users (id) on delete restrict,
  creator_name text not null,
  created_at timestamptz not null
);
alter table public.announcements enable row level security;
revoke all on public.announcements from public, anon, authenticated, service_role;

-- Only public.announce gives it: nobody is granted to insert it. Who is announced to has not been answered.
alter table public.chat_messages
  add column announcement_id uuid references public.announcements (id) on delete restrict;
