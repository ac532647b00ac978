-- What organisers note for each other beside a conversation. No team may learn that there is one, by whatever it can ask:
-- nobody is granted anything here, for a right to read brings the planner's guess of how many rows there are with it; the
-- functions below ask first who wants to know. And no foreign key leads to the team, its conversation or the author: it would
-- lock their rows, and a row tells who reads it that it was locked (xmax). Teams are archived, never deleted.
create table public.conversation_notes (
  id uuid primary key,
  team_id uuid not null,
  author_id uuid not null,
  author_name text not null,
  content text,
  -- The newest message when it was written: it stands behind that one.
  after_seq integer not null,
  created_at timestamptz not null default clock_timestamp(),
  edited_at timestamptz,
  deleted_at timestamptz,
  constraint conversation_notes_after_seq check (after_seq >= 0),
  constraint conversation_notes_content_length check (char_length(content) between 1 and 5000),
  constraint conversation_notes_content_not_blank check (content ~ '\S'),
  constraint conversation_notes_tombstone_is_empty check ((deleted_at is null) = (content is not null))
);
create index conversation_notes_team on public.conversation_notes (team_id, created_at) where deleted_at is null;
alter table public.conversation_notes enable row level security;
revoke all on public.conversation_notes from public, anon, authenticated, service_role;

create function private.note_json(note public.conversation_notes) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'id', note.id, 'team_id', note.team_id, 'author_id', note.author_id, 'author_name', note.author_name,
    'content', note.content, 'after_seq', note.after_seq,
    'created_at', note.created_at, 'edited_at', note.edited_at, 'deleted_at', note.deleted_at)
$$;

-- Says which conversation's notes are stale, to the organisers alone, in the writer's transaction. Definer: as with
-- messages, under the writer's own rights nobody would hear.
create function private.tell_note() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform realtime.send(jsonb_build_object('team_id', new.team_id), 'note', private.admin_topic(), true);
  return null;
end;
$$;
create trigger conversation_notes_tell after insert or update on public.conversation_notes
  for each row execute function private.tell_note();

-- The newest notes of a conversation, oldest first; null for whoever is no organiser, whatever there is.
create function public.conversation_note_list(conversation uuid, page_size integer default 200) returns jsonb
language sql stable security definer set search_path = '' as $$
  select case when private.is_admin() then (
    select coalesce(jsonb_agg(private.note_json(note) order by note.created_at, note.id), '[]')
    from (
      select * from public.conversation_notes n
      where n.team_id = conversation and n.deleted_at is null
      order by n.created_at desc, n.id desc limit private.page_limit(page_size, 200)
    ) as newest
    join public.conversation_notes note on note.id = newest.id
  ) end
$$;

-- Stores a note and answers with it. The id is made by the client: of two tries one note comes, also when its writer went on
-- writing between. The head of the conversation is read without a lock, and nothing there tells of it.
create function public.write_note(note_id uuid, conversation uuid, new_content text) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  note public.conversation_notes;
  head integer;
begin
  perform private.begin_organisers_write();
  select * into note from public.conversation_notes where id = note_id;
  if found then
    if (note.author_id, note.team_id) is distinct from (auth.uid(), conversation) then
      raise sqlstate 'PT409' using message = 'This id belongs to another note', detail = 'id_taken';
    elsif note.deleted_at is not null or note.content = new_content then
      return private.note_json(note);
    end if;
    return public.edit_note(note_id, new_content);
  end if;
  select last_seq into head from public.conversations where team_id = conversation;
  if not found then
    raise sqlstate 'PT404' using message = 'There is no such conversation';
  elsif exists (select from public.teams where id = conversation and archived_at is not null) then
    raise sqlstate 'PT403' using message = 'This team is archived', detail = 'team_archived';
  elsif new_content is null then
    raise not_null_violation using message = 'A note needs a text';
  end if;
  perform private.count_organisers_write('notes');
  insert into public.conversation_notes (id, team_id, author_id, author_name, content, after_seq)
    values (note_id, conversation, auth.uid(), (select full_name from public.users where id = auth.uid()), new_content, head)
    returning * into note;
  return private.note_json(note);
end;
$$;

-- One's own note, locked, for a write of it.
create function private.lock_own_note(note_id uuid) returns public.conversation_notes
language plpgsql volatile security definer set search_path = '' as $$
declare
  note public.conversation_notes;
begin
  perform private.begin_organisers_write();
  select * into note from public.conversation_notes where id = note_id for no key update;
  if not found then
    raise sqlstate 'PT404' using message = 'There is no such note';
  elsif note.author_id <> auth.uid() then
    raise sqlstate 'PT403' using message = 'Only who wrote a note can change it', detail = 'not_yours';
  end if;
  return note;
end;
$$;

-- Replaces the text of one's own note. The same again changes nothing.
create function public.edit_note(note_id uuid, new_content text) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  note public.conversation_notes := private.lock_own_note(note_id);
begin
  if note.deleted_at is not null then
    raise sqlstate 'PT409' using message = 'This note has been deleted', detail = 'deleted';
  elsif note.content = new_content then
    return private.note_json(note);
  elsif new_content is null then
    raise not_null_violation using message = 'A note needs a text';
  end if;
  perform private.count_organisers_write('notes');
  update public.conversation_notes set content = new_content, edited_at = clock_timestamp()
    where id = note_id returning * into note;
  return private.note_json(note);
end;
$$;

-- Takes one's own note away with its text. What is left keeps a late retry from bringing it back.
create function public.delete_note(note_id uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  note public.conversation_notes := private.lock_own_note(note_id);
begin
  if note.deleted_at is null then
    perform private.count_organisers_write('notes');
    update public.conversation_notes set content = null, deleted_at = clock_timestamp() where id = note_id;
  end if;
end;
$$;

revoke execute on function private.note_json(public.conversation_notes), private.tell_note(), private.lock_own_note(uuid)
  from public;
revoke execute on function public.conversation_note_list(uuid, integer), public.write_note(uuid, uuid, text),
  public.edit_note(uuid, text), public.delete_note(uuid) from public, anon;
grant execute on function public.conversation_note_list(uuid, integer), public.write_note(uuid, uuid, text),
  public.edit_note(uuid, text), public.delete_note(uuid) to authenticated;
