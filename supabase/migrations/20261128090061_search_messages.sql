-- Search, newest first. Words as on the web: all of them, "in this order", -not this one. The last may be the beginning of a word,
-- where nobody has it as one.

-- What one part of a query asks for, in any of the languages, each form once; nothing where it has no word. Who has it as it is
-- written has it in each language too: that is asked for by itself only where no language counts it as a word; and of a phrase,
-- in which each word counts.
create function private.any_language(part text, is_phrase boolean) returns tsquery
language sql stable set search_path = '' as $$
  select coalesce(
    (select string_agg(distinct '(' || form::text || ')', '|')::tsquery
      from unnest((private.word_languages())[2:]) as language,
        phraseto_tsquery(language, private.words_apart(part)) as form
      where numnode(form) > 0 and not is_phrase),
    phraseto_tsquery('private.words_as_written', private.words_apart(part)))
$$;

-- A query; the part of it that messages are to have, which is marked in them; and its last word, if that may be the beginning
-- of one, with what stands before it. The first two are empty where nothing is to be found.
create function private.read_query(
  query text, is_unfinished boolean, out asked tsquery, out wanted tsquery, out others tsquery, out last_word tsquery
)
language plpgsql stable set search_path = '' as $$
declare
  part record;
  one tsquery;
begin
  asked := '';
  wanted := '';
  others := '';
  for part in
    select coalesce(each[1], each[3]) = '-' as is_unwanted, each[4] is not null as is_plain,
      coalesce(each[2], each[4]) as words, place = count(*) over () as is_last
    from (select each, place
      from regexp_matches(left(query, 200), '(-?)"([^"]*)"?|(-?)([^\s"]+)', 'g') with ordinality as matches (each, place)
      limit 12) as parts
    order by place
  loop
    one := private.any_language(part.words, not part.is_plain);
    continue when numnode(one) = 0;
    if part.is_unwanted then
      asked := asked && !!one;
      continue;
    end if;
    -- A shorter beginning would be of too many words.
    if part.is_last and part.is_plain and char_length(part.words) >= 3 then
      last_word := one;
      others := asked;
      if is_unfinished then
        one := one || (phraseto_tsquery('private.words_as_written', private.words_apart(part.words))::text || ':*')::tsquery;
      end if;
    end if;
    asked := asked && one;
    wanted := wanted && one;
  end loop;
  if numnode(wanted) = 0 then
    asked := '';
  end if;
end;
$$;

-- The words of a text that a query asks for, as they are written there.
create function private.words_found(content text, wanted tsquery) returns text[]
language sql stable set search_path = '' as $$
  select coalesce(array_agg(distinct hit[1]), '{}')
  from unnest(private.word_languages()) as language,
    regexp_matches(
      ts_headline(language, private.words_apart(translate(content, E'\uE000\uE001', '')), wanted,
        E'HighlightAll=true, StartSel=\uE000, StopSel=\uE001'),
      E'\uE000([^\uE001]+)\uE001', 'g') as hit
$$;

-- The newest messages that a query finds among so many of the newest, of one team or of all, after the one before which to
-- look. It goes from message to message, and ends when the page is full: a common word costs next to nothing.
create function private.walk_messages(
  asked tsquery, team uuid, before_at timestamptz, before_id uuid, page_size integer, reach integer
) returns uuid[]
language plpgsql stable set search_path = ''
set enable_seqscan = off set enable_bitmapscan = off set jit = off as $$
declare
  hits uuid[];
begin
  if team is null then
    select array_agg(message_id order by written_at desc, message_id desc) into hits from (
      select message_id, written_at from (
        select message_id, written_at, words from private.message_words
        where (written_at, message_id) < (before_at, before_id)
        order by written_at desc, message_id desc limit reach) as newest
      where words @@ asked order by written_at desc, message_id desc limit page_size) as page;
  else
    select array_agg(message_id order by written_at desc, message_id desc) into hits from (
      select message_id, written_at from (
        select message_id, written_at, words from private.message_words
        where team_id = team and (written_at, message_id) < (before_at, before_id)
        order by written_at desc, message_id desc limit reach) as newest
      where words @@ asked order by written_at desc, message_id desc limit page_size) as page;
  end if;
  return coalesce(hits, '{}');
end;
$$;

-- The same from the index, which knows all at once and in no order, and of what it gives those that are wanted; null where it
-- gives too many. With room to work: where it has little, the index gives pages instead of messages.
create function private.look_up_messages(
  asked tsquery, wanted tsquery, before_at timestamptz, before_id uuid, page_size integer
) returns uuid[]
language plpgsql stable set search_path = ''
set enable_seqscan = off set enable_indexscan = off set jit = off set work_mem = '32MB' as $$
declare
  too_many constant integer := 300;
  hits uuid[];
  hit_count integer;
begin
  with hit as materialized (
    select message_id, written_at, words from private.message_words where words @@ asked limit too_many)
  select count(*), (array_agg(message_id order by written_at desc, message_id desc)
      filter (where words @@ wanted and (written_at, message_id) < (before_at, before_id)))[1:page_size]
    into hit_count, hits from hit;
  return case when hit_count < too_many then coalesce(hits, '{}') end;
end;
$$;

-- The same from the index two days at a time, back from one time to another.
create function private.look_up_by_days(
  asked tsquery, before_at timestamptz, before_id uuid, page_size integer, last_at timestamptz, first_at timestamptz
) returns uuid[]
language plpgsql stable set search_path = ''
set enable_seqscan = off set enable_indexscan = off set jit = off set work_mem = '32MB' as $$
declare
  days integer := private.pair_of_days(last_at);
  hits uuid[] := '{}';
  hits_of_days uuid[];
begin
  while days >= private.pair_of_days(first_at) and cardinality(hits) < page_size loop
    with hit as materialized (
      select message_id, written_at from private.message_words
      where words @@ (asked && quote_literal(private.days_mark(days))::tsquery))
    select (array_agg(message_id order by written_at desc, message_id desc))[1:page_size - cardinality(hits)]
      into hits_of_days from hit where (written_at, message_id) < (before_at, before_id);
    hits := hits || coalesce(hits_of_days, '{}');
    days := days - 1;
  end loop;
  return hits;
end;
$$;

-- The newest messages that a query finds. A common word fills the page among the newest; common words that do not often meet do
-- so within days. Of anything else there are few, and the index knows them; or it was common once, and not lately.
create function private.find_messages(
  asked tsquery, team uuid, before_at timestamptz, before_id uuid, page_size integer
) returns uuid[]
language plpgsql stable set search_path = '' as $$
declare
  first_at timestamptz;
  last_at timestamptz;
  -- One team's messages lie far apart.
  hits uuid[] := private.walk_messages(
    asked, team, before_at, before_id, page_size, case when team is null then 3000 else 1000 end);
begin
  if cardinality(hits) = page_size then
    return hits;
  end if;
  select min(written_at), least(max(written_at), before_at) into first_at, last_at from private.message_words;
  if team is not null then
    asked := asked && quote_literal(private.team_mark(team))::tsquery;
  elsif hits <> '{}' then
    hits := private.look_up_by_days(asked, before_at, before_id, page_size, last_at, last_at - interval '2 days');
    if cardinality(hits) = page_size then
      return hits;
    end if;
  end if;
  return coalesce(
    -- Half a page in so few days: the rest is near.
    case when team is null and cardinality(hits) * 2 > page_size then null
      else private.look_up_messages(asked, asked, before_at, before_id, page_size) end,
    private.look_up_by_days(asked, before_at, before_id, page_size, last_at, first_at));
end;
$$;

-- The same for a query whose last word goes on. That costs the index much, so it is asked without where the others are rare.
create function private.find_beginnings(
  asked tsquery, others tsquery, team uuid, before_at timestamptz, before_id uuid, page_size integer
) returns uuid[]
language plpgsql stable set search_path = '' as $$
declare
  hits uuid[] := private.walk_messages(
    asked, team, before_at, before_id, page_size, case when team is null then 3000 else 1000 end);
begin
  if cardinality(hits) = page_size then
    return hits;
  end if;
  if numnode(others) > 0 then
    hits := private.look_up_messages(
      case when team is null then others else others && quote_literal(private.team_mark(team))::tsquery end,
      asked, before_at, before_id, page_size);
    if hits is not null then
      return hits;
    end if;
  end if;
  return private.find_messages(asked, team, before_at, before_id, page_size);
end;
$$;

-- What somebody finds where they may read: organisers everywhere or with one team, a team's people with their own. Null where
-- they may not. Rights are asked once, not of each message: hence definer. "before" is a message of the page that came before.
create function public.search_messages(query text, team uuid default null, before uuid default null, page_size integer default 20)
returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  is_organiser boolean := private.is_admin();
  scope uuid := case when is_organiser then team else private.my_team_id() end;
  before_at timestamptz := 'infinity';
  size integer := private.page_limit(page_size, 20);
  before_id uuid := coalesce(before, 'ffffffff-ffff-ffff-ffff-ffffffffffff');
  terms record;
  hits uuid[] := '{}';
begin
  if not is_organiser and (scope is null or team <> scope) then
    return null;
  end if;
  if before is not null then
    -- One that was deleted meanwhile still has its place.
    select created_at into before_at from public.chat_messages
      where id = before and (scope is null or team_id = scope);
    if not found then
      return null;
    end if;
  end if;
  terms := private.read_query(query, false);
  if numnode(terms.asked) > 0 then
    hits := private.find_messages(terms.asked, scope, before_at, before_id, size + 1);
    if hits = '{}' and terms.last_word is not null
       and private.find_messages(terms.last_word, scope, 'infinity', before_id, 1) = '{}' then
      terms := private.read_query(query, true);
      hits := private.find_beginnings(terms.asked, terms.others, scope, before_at, before_id, size + 1);
    end if;
  end if;
  return jsonb_build_object(
    'has_more', cardinality(hits) > size,
    'messages', coalesce((
      select jsonb_agg(jsonb_build_object(
        'id', message.id, 'seq', message.seq, 'created_at', message.created_at,
        'sender_name', message.sender_name, 'sender_role', message.sender_role,
        'team_code', home.code, 'team_name', home.name,
        'primary_colour', home.primary_colour, 'secondary_colour', home.secondary_colour,
        'content', message.content, 'words', private.words_found(message.content, terms.wanted)) order by hit.place)
      from unnest(hits[1:size]) with ordinality as hit (id, place)
      join public.chat_messages message on message.id = hit.id and message.content is not null
      join public.teams home on home.id = message.team_id), '[]'::jsonb));
end;
$$;

revoke execute on function private.any_language(text, boolean), private.read_query(text, boolean),
  private.words_found(text, tsquery),
  private.walk_messages(tsquery, uuid, timestamptz, uuid, integer, integer),
  private.look_up_messages(tsquery, tsquery, timestamptz, uuid, integer),
  private.look_up_by_days(tsquery, timestamptz, uuid, integer, timestamptz, timestamptz),
  private.find_messages(tsquery, uuid, timestamptz, uuid, integer),
  private.find_beginnings(tsquery, tsquery, uuid, timestamptz, uuid, integer) from public;
revoke execute on function public.search_messages(text, uuid, uuid, integer) from public, anon;
grant execute on function public.search_messages(text, uuid, uuid, integer) to authenticated;
