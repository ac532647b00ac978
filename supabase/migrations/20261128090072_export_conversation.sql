-- A conversation as evidence: every revision of its log, also what was edited and deleted since, each bound to the one before
-- it by a hash. The document is written here, byte for byte, in the transaction that records it: nobody can have one of which
-- the audit trail knows nothing. What it looks like: docs/export.md, and lib/chat/export, which writes it anew to verify it.

-- A string as RFC 8785 writes it, and as every JavaScript does.
create function private.json_string(value text) returns text
language sql immutable set search_path = '' as $$
  select coalesce(to_json(value)::text, 'null')
$$;

-- A moment in UTC, to the microsecond.
create function private.json_time(value timestamptz) returns text
language sql stable set search_path = '' as $$
  select to_char(value at time zone 'UTC', '"\""YYYY-MM-DD"T"HH24:MI:SS.US"Z\""')
$$;

create function private.sha256_hex(value text) returns text
language sql immutable set search_path = '' as $$
  select encode(sha256(convert_to(value, 'UTF8')), 'hex')
$$;

-- What happened in a conversation, by revision: a message was sent, edited or deleted, or a document was taken out of it. Each
-- with the message as it was from then on; a deletion with the message as it was until then. A row for every revision of the
-- head, which is of the same moment: without a kind where none is known. One row without a revision when nothing was written.
create function private.conversation_events(conversation uuid) returns table (
  last_seq integer, last_revision integer, revision integer, kind text, at timestamptz,
  actor_id uuid, actor_name text, actor_role public.user_role,
  message_id uuid, seq integer, content text, mentions uuid[], mention_names text[], document_ids uuid[]
)
language sql stable set search_path = '' as $$
  with states as (
    select message.id, message.seq, history.revision, history.content, history.mentions, history.mention_names,
      history.document_ids, history.replaced_by, history.replaced_at,
      history.actor_id, history.actor_name, history.actor_role
    from private.chat_message_history history join public.chat_messages message on message.id = history.message_id
    where message.team_id = conversation
    union all
    select id, message.seq, message.revision, message.content, message.mentions, message.mention_names,
      message.document_ids, null, null, null, null, null
    from public.chat_messages message where team_id = conversation
  ), events as (
    select state.*, lag(replaced_by) over before as brought_by, lag(replaced_at) over before as brought_at,
      lag(state.actor_id) over before as bringer_id, lag(state.actor_name) over before as bringer_name,
      lag(state.actor_role) over before as bringer_role,
      lag(state.content) over before as old_content, lag(state.mentions) over before as old_mentions,
      lag(state.mention_names) over before as old_mention_names, lag(state.document_ids) over before as old_document_ids
    from states state
    window before as (partition by id order by state.revision)
  )
  select head.last_seq, head.last_revision, each.revision,
    case event.brought_by when 'edit' then 'edited' when 'deletion' then 'deleted' when 'removal' then 'document_removed'
      else case when event.id is not null then 'sent' end end,
    coalesce(event.brought_at, message.created_at),
    coalesce(event.bringer_id, message.sender_id),
    coalesce(event.bringer_name, message.sender_name),
    coalesce(event.bringer_role, message.sender_role),
    event.id, event.seq,
    case event.brought_by when 'deletion' then event.old_content else event.content end,
    case event.brought_by when 'deletion' then event.old_mentions else event.mentions end,
    case event.brought_by when 'deletion' then event.old_mention_names else event.mention_names end,
    case event.brought_by when 'deletion' then event.old_document_ids else event.document_ids end
  from public.conversations head
  left join lateral generate_series(1, head.last_revision) as each (revision) on true
  left join events event on event.revision = each.revision
  left join public.chat_messages message on message.id = event.id
  where head.team_id = conversation
  order by each.revision
$$;

-- Gives an organiser the whole log of a conversation, an archived team's too, and records that with the document's fingerprint.
-- Internal notes are no part of the log. The limit: 10 in 60 seconds.
create function public.export_conversation(team uuid) returns text
language plpgsql volatile security definer set search_path = '' as $$
declare
  event record;
  about record;
  tenth timestamptz;
  head integer := 0;
  head_seq integer := 0;
  hash text := private.sha256_hex('rinkside-conversation/1/' || team);
  -- An event without its hash, which stands among its other members by the alphabet.
  opening text;
  closing text;
  events text[] := '{}';
  body text;
  ending text;
  fingerprint text;
begin
  if not private.is_admin() then
    raise insufficient_privilege using message = 'Only organisers can export a conversation';
  end if;
  select t.code, t.name, u.full_name, tournament.name as tournament, tournament.venue, tournament.time_zone
    into about
    from public.teams t cross join public.tournament join public.users u on u.id = auth.uid() where t.id = team;
  if not found then
    raise sqlstate 'PT404' using message = 'There is no such conversation';
  end if;

  perform private.lock_sender(auth.uid());
  select at into tenth from public.audit_log
    where at > clock_timestamp() - interval '60 s' and actor_id = auth.uid() and act = 'conversation_exported'
    order by at desc offset 9 limit 1;
  if found then
    perform private.refuse_too_fast('Too many exports: at most 10 in 60 seconds',
      extract(epoch from tenth + interval '60 s' - clock_timestamp()));
  end if;

  for event in select * from private.conversation_events(team) loop
    head := event.last_revision;
    head_seq := event.last_seq;
    continue when event.revision is null;
    if event.kind is null then
      opening := '{"actor":null,"at":null,"content":null,"documents":null';
      closing := ',"kind":"unrecorded","mentions":null,"message_id":null,"revision":' || event.revision || ',"seq":null}';
    else
      opening := '{"actor":{"id":"' || event.actor_id || '","name":' || private.json_string(event.actor_name)
        || ',"role":"' || event.actor_role || '"},"at":' || private.json_time(event.at)
        || ',"content":' || private.json_string(event.content)
        || ',"documents":' || private.json_documents(event.document_ids);
      closing := ',"kind":"' || event.kind || '","mentions":' || private.json_mentions(event.mentions, event.mention_names)
        || ',"message_id":"' || event.message_id || '","revision":' || event.revision || ',"seq":' || event.seq || '}';
    end if;
    hash := private.sha256_hex(hash || opening || closing);
    events := events || (opening || ',"hash":"' || hash || '"' || closing);
  end loop;

  body := '{"about":{"conversation":{"code":"' || about.code || '","name":' || private.json_string(about.name)
    || ',"team_id":"' || team || '"},"exported_at":' || private.json_time(clock_timestamp())
    || ',"exported_by":{"id":"' || auth.uid() || '","name":' || private.json_string(about.full_name)
    || '},"format":"rinkside-conversation","last_revision":' || head || ',"last_seq":' || head_seq
    || ',"tournament":{"name":' || private.json_string(about.tournament)
    || ',"time_zone":' || private.json_string(about.time_zone) || ',"venue":' || private.json_string(about.venue)
    || '},"version":1},"events":[' || array_to_string(events, ',') || ']';
  ending := ',"head":"' || hash || '"}';
  fingerprint := private.sha256_hex(body || ending);

  perform private.record_act('conversation_exported', team, team, jsonb_build_object(
    'code', about.code, 'fingerprint', fingerprint, 'head', hash, 'last_revision', head, 'last_seq', head_seq));
  return body || ',"fingerprint":"' || fingerprint || '"' || ending;
end;
$$;

create function private.json_documents(ids uuid[]) returns text
language sql stable set search_path = '' as $$
  select case when ids = '{}' then '[]' when ids is null then 'null' else (
    select '[' || coalesce(string_agg('{"id":"' || document.id || '","mime_type":' || private.json_string(document.mime_type)
      || ',"name":' || private.json_string(document.name) || ',"size_bytes":' || document.size_bytes || '}',
      ',' order by place), '') || ']'
    from unnest(ids) with ordinality as named (id, place) join public.documents document on document.id = named.id) end
$$;

create function private.json_mentions(ids uuid[], names text[]) returns text
language sql stable set search_path = '' as $$
  select case when ids = '{}' then '[]' when ids is null then 'null' else (
    select '[' || string_agg('{"id":"' || id || '","name":' || private.json_string(name) || '}', ',' order by place) || ']'
    from unnest(ids, names) with ordinality as named (id, name, place)) end
$$;

revoke execute on function private.json_string(text), private.json_time(timestamptz), private.sha256_hex(text),
  private.json_documents(uuid[]), private.json_mentions(uuid[], text[]), private.conversation_events(uuid) from public;
revoke execute on function public.export_conversation(uuid) from public, anon;
grant execute on function public.export_conversation(uuid) to authenticated;
