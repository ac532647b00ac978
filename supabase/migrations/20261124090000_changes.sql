-- Signals: a live event says what is stale, and no more; whoever shows it reads it anew.

-- Holds the topics of these teams under the names they have, until the end of the transaction: so that nothing is told under
-- one that has moved, and so that nobody moves to another team, and no team is archived, before this has ended.
-- Lock order: sender, turn, topics, rows. Whoever tells of a write calls this ahead of the rows, and looks again afterwards
-- at whatever it may have waited for. Who may write to any team takes the turn, without which no topic moves. (Who moves a
-- topic alone has the turn too: so those who have it wait for nobody here.)
create function private.hold_topics(teams uuid[]) returns void
language plpgsql volatile set search_path = '' as $$
declare
  team uuid;
begin
  if auth.uid() is null or private.is_admin() then
    perform private.take_turn();
    return;
  end if;
  for team in select distinct given from unnest(teams) as given where given is not null order by given loop
    perform pg_advisory_xact_lock_shared(4, hashtext(team::text));
  end loop;
end;
$$;

-- What organisers change and all are told of, ahead of its rows: one act after the other, so that each sees the one before.
-- Who was demoted or deactivated while they waited does nothing any more: hence the second look.
create function private.take_turn_as_organiser() returns void
language plpgsql volatile set search_path = '' as $$
begin
  if private.is_admin() then
    perform private.take_turn();
    if private.is_admin() then
      return;
    end if;
  end if;
  raise insufficient_privilege using message = 'Only organisers can do this';
end;
$$;

-- An archival holds the topic alone, as a departure does: what is being written to the team goes first, and what comes after
-- is refused. After teams_stamp_archival, by its name: turn, team, conversation, topic.
create function private.hold_archived_topic_alone() returns trigger
language plpgsql volatile set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(4, hashtext(new.id::text));
  return new;
end;
$$;
create trigger teams_z_hold_topic_alone before update of archived_at on public.teams
  for each row when (old.archived_at is distinct from new.archived_at)
  execute function private.hold_archived_topic_alone();

-- Tells these teams and the organisers that a noun has changed ("tasks", "documents", "pages", "teams", "tournament"), and with portal everybody.
-- In the writer's transaction, and once in it for each noun and topic, however many statements it takes. Definer: as with
-- messages, under the writer's own rights nobody would hear.
create function private.tell_changed(noun text, teams uuid[], portal boolean) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  told text[] := coalesce(nullif(current_setting('rinkside.told', true), ''), '{}');
  topic text;
begin
  perform private.hold_topics(teams);
  for topic in
    select name from (
      select private.team_topic(team) from unnest(teams) as team
      union select private.admin_topic()
      union select 'portal' where portal
    ) as topics (name)
    where name is not null and noun || ' ' || name <> all (told)
  loop
    perform realtime.send(jsonb_build_object('noun', noun), 'changed', topic, true);
    told := told || (noun || ' ' || topic);
  end loop;
  -- Ends with the transaction, and goes back with a savepoint as what was told does.
  perform set_config('rinkside.told', told::text, true);
end;
$$;

revoke execute on function private.hold_topics(uuid[]), private.take_turn_as_organiser(), private.hold_archived_topic_alone(),
  private.tell_changed(text, uuid[], boolean) from public;
