-- From an event to the person it concerns: an event is a row of the queue, and becomes a part of exactly one notification, or
-- ends with a recorded reason why not.
--
-- Who has something to tell inserts into public.notification_queue, one row for each reader, in the statement trigger of
-- what happened: `insert into public.notification_queue (user_id, type, …) select …`. Nothing else is to be done, and nothing
-- to be asked: muted types and one's own acts are sorted out here, and what has become pointless is found on delivery.
-- Only the delivery takes rows out of the queue, with their slot locked. So nobody waits for a lock on them.
create type public.notification_type as enum (
  'task_assigned', 'task_completed', 'task_comment', 'deadline_reminder', 'document_uploaded', 'page_published',
  'chat_mention', 'chat_message'
);

-- No foreign keys but the reader's: what a row speaks of is looked up on delivery, and may be gone by then.
create table public.notification_queue (
  id bigint generated always as identity primary key,
  user_id uuid not null references public.users (id) on delete cascade,
  type public.notification_type not null,
  -- Who did it; null where nobody did, as with a deadline.
  actor_id uuid,
  -- Why this reader is told: a word such as "assignee" or "team".
  reason text not null,
  team_id uuid,
  task_id uuid,
  message_id uuid,
  document_id uuid,
  page_id uuid,
  -- What cannot be looked up later (an excerpt of a comment, how long before the deadline). Never the text of a message: that
  -- is read on delivery, so that nobody is told what was deleted.
  params jsonb not null default '{}',
  -- The exact place on the site.
  link text not null,
  -- Not before this moment.
  deliver_at timestamptz not null default clock_timestamp(),
  -- The deadline that a reminder speaks of. Within the reader's quiet hours it breaks them; once it has passed, or has moved,
  -- the reminder is pointless.
  due_at timestamptz,
  created_at timestamptz not null default clock_timestamp(),
  -- By which the end of the writer's transaction finds what it has written.
  transaction xid8 not null default pg_current_xact_id(),
  constraint notification_queue_reason_form check (reason ~ '^[a-z_]{1,40}$'),
  constraint notification_queue_link_is_a_path check (link ~ '^/([^/\\\s]\S*)?$'),
  constraint notification_queue_params_are_an_object check (jsonb_typeof(params) = 'object'),
  constraint notification_queue_times check (isfinite(deliver_at)),
  constraint notification_queue_reminder_has_a_deadline check (type <> 'deadline_reminder' or due_at is not null)
);
create index notification_queue_slot on public.notification_queue (user_id, type, deliver_at);

-- The lock of the delivery, one for each reader and type: who holds it, and nobody else, delivers to it, and knows when the
-- last one went out. Lock order: slots come after everything else, sorted; whoever holds them waits for nothing more.
create table public.notification_slots (
  user_id uuid not null references public.users (id) on delete cascade,
  type public.notification_type not null,
  -- At most one a minute: not before this moment.
  free_at timestamptz not null default '-infinity',
  -- When there is something to look at, if anything waits.
  next_at timestamptz not null default '-infinity',
  waiting boolean not null default true,
  primary key (user_id, type)
);
create index notification_slots_due on public.notification_slots (next_at) where waiting;

create table public.notifications (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references public.users (id) on delete cascade,
  -- The reader's team when they were told; null for an organiser. Whoever moves leaves these behind. (No foreign key: one more
  -- look-up for each row, and teams are archived, not deleted.)
  team_id uuid,
  type public.notification_type not null,
  -- In English, for clients that have no texts of their own.
  title text not null,
  message text not null default '',
  params jsonb not null default '{}',
  -- All the messages that it tells of, the newest first.
  message_ids uuid[] not null default '{}',
  link text not null,
  item_count integer not null default 1,
  read_at timestamptz,
  created_at timestamptz not null default clock_timestamp(),
  constraint notifications_link_is_a_path check (link ~ '^/([^/\\\s]\S*)?$'),
  constraint notifications_params_are_an_object check (jsonb_typeof(params) = 'object'),
  constraint notifications_item_count_positive check (item_count >= 1)
);
create index notifications_newest on public.notifications (user_id, created_at desc, id desc);
create index notifications_unread on public.notifications (user_id) where read_at is null;
-- Finds what tells of a message that is changed.
create index notifications_of_messages on public.notifications using gin (message_ids)
  where type in ('chat_mention', 'chat_message');

-- What became of an event: a part of a notification, or why it was none. Kept for 30 days.
create table private.notification_outcomes (
  event_id bigint primary key,
  user_id uuid not null,
  type public.notification_type not null,
  outcome text not null,
  notification_id uuid,
  message_id uuid,
  decided_at timestamptz not null,
  constraint notification_outcomes_known check (outcome in (
    'delivered', 'muted', 'own_act', 'access_gone', 'archived', 'deleted', 'withdrawn', 'done', 'reopened', 'moved', 'read',
    'expired', 'superseded')),
  constraint notification_outcomes_one_end check ((outcome = 'delivered') = (notification_id is not null))
);
-- Finds those of a message that is told of no more, and those for which its mention stood.
create index notification_outcomes_of_messages on private.notification_outcomes (message_id)
  where message_id is not null and outcome in ('delivered', 'superseded');
-- They come in the order of time.
create index notification_outcomes_decided on private.notification_outcomes using brin (decided_at);

alter table public.notification_queue enable row level security;
alter table public.notification_slots enable row level security;
alter table public.notifications enable row level security;
alter table private.notification_outcomes enable row level security;
revoke all on public.notification_queue, public.notification_slots, public.notifications
  from public, anon, authenticated, service_role;
revoke all on private.notification_outcomes from public, anon, authenticated, service_role;
grant select on public.notifications to authenticated;

create policy "people read what they were told where they are" on public.notifications
  for select to authenticated using (
    user_id = (select private.reader())
    and (select private.has_role())
    and team_id is not distinct from (select private.my_team_id()));

-- For clients outside the site that listen to postgres_changes.
alter publication supabase_realtime add table public.notifications;
