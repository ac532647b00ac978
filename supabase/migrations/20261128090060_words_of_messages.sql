-- The words of messages, for search. Beside the messages: in their rows they would ride the publication.
create extension if not exists unaccent with schema extensions;

-- Everybody may leave accents out. Stems are of what is left then, on both sides.
create text search configuration private.words_as_written (copy = pg_catalog.simple);
alter text search configuration private.words_as_written
  alter mapping for hword, hword_part, word with extensions.unaccent, pg_catalog.simple;
create text search configuration private.words_in_english (copy = pg_catalog.english);
alter text search configuration private.words_in_english
  alter mapping for hword, hword_part, word with extensions.unaccent, pg_catalog.english_stem;
create text search configuration private.words_in_german (copy = pg_catalog.german);
alter text search configuration private.words_in_german
  alter mapping for hword, hword_part, word with extensions.unaccent, pg_catalog.german_stem;
create text search configuration private.words_in_swedish (copy = pg_catalog.swedish);
alter text search configuration private.words_in_swedish
  alter mapping for hword, hword_part, word with extensions.unaccent, pg_catalog.swedish_stem;
create text search configuration private.words_in_finnish (copy = pg_catalog.finnish);
alter text search configuration private.words_in_finnish
  alter mapping for hword, hword_part, word with extensions.unaccent, pg_catalog.finnish_stem;

-- Nobody knows a message's language, or it has two: so each is read in all of them, and a query as well.
create function private.word_languages() returns regconfig[]
language sql immutable set search_path = '' as $$
  select array['private.words_as_written', 'private.words_in_english', 'private.words_in_german',
    'private.words_in_swedish', 'private.words_in_finnish']::regconfig[]
$$;

-- A text with its words apart: what Postgres would take for one (18:00-19:30, hotel/arena, an address, a file's name) is found by
-- each of its parts, and as a whole by all of them in their order. The signs are named: what "punctuation" is depends on where
-- the database comes from, and somewhere it is emoji and accents too.
create function private.words_apart(content text) returns text
language sql immutable set search_path = '' as $$
  select regexp_replace(
    content, '[!-/:-@[-`{-~\u00a1-\u00a9\u00ab-\u00b1\u00b4-\u00b8\u00bb\u00bf\u00d7\u00f7\u200b\u2010-\u2027\u2030-\u205e'
      '\u20a0-\u20bf\u2190-\u22ff\u3001-\u303f]+', ' ', 'g')
$$;

-- What no text has as a word, so that the index finds it together with one: a message's team, and the two
-- days in which it was written.
create function private.team_mark(team uuid) returns text
language sql immutable set search_path = '' as $$
  select E'\x01' || team::text
$$;

create function private.days_mark(pair_of_days integer) returns text
language sql immutable set search_path = '' as $$
  select E'\x02' || pair_of_days
$$;
-- The how manieth pair of days a time is in, since 1970 and in UTC.
create function private.pair_of_days(at timestamptz) returns integer
language sql immutable set search_path = '' as $$
  select floor(extract(epoch from at) / 172800)::integer
$$;

create function private.words_of(content text, team uuid, at timestamptz) returns tsvector
language sql stable set search_path = '' as $$
  select array_to_tsvector(array[private.team_mark(team), private.days_mark(private.pair_of_days(at))])
    || to_tsvector('private.words_as_written', apart) || to_tsvector('private.words_in_english', apart)
    || to_tsvector('private.words_in_german', apart) || to_tsvector('private.words_in_swedish', apart)
    || to_tsvector('private.words_in_finnish', apart)
  from private.words_apart(content) as apart
$$;

-- Only of messages that say something: what is deleted has no row.
create table private.message_words (
  message_id uuid primary key references public.chat_messages (id) on delete cascade,
  team_id uuid not null,
  written_at timestamptz not null,
  words tsvector not null
);
alter table private.message_words enable row level security;
revoke all on private.message_words from public, anon, authenticated, service_role;

insert into private.message_words (message_id, team_id, written_at, words)
  select id, team_id, created_at, private.words_of(content, team_id, created_at)
  from public.chat_messages where content <> '';

-- Newest first, of all teams or of one; and by words. A list of words that wait for the index would be read with each search.
create index message_words_newest on private.message_words (written_at, message_id);
create index message_words_newest_of_team on private.message_words (team_id, written_at, message_id);
create index message_words_words on private.message_words using gin (words) with (fastupdate = off);

create function private.keep_words() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
begin
  if coalesce(new.content, '') = '' then
    delete from private.message_words where message_id = new.id;
  else
    insert into private.message_words (message_id, team_id, written_at, words)
      values (new.id, new.team_id, new.created_at, private.words_of(new.content, new.team_id, new.created_at))
      on conflict (message_id) do update set words = excluded.words;
  end if;
  return null;
end;
$$;
create trigger chat_messages_keep_words after insert or update of content on public.chat_messages
  for each row execute function private.keep_words();

revoke execute on function private.word_languages(), private.words_apart(text), private.team_mark(uuid), private.days_mark(integer), private.pair_of_days(timestamptz),
  private.words_of(text, uuid, timestamptz), private.keep_words() from public;
