-- How organisers ask. All of it under the turn: one act after the other, so that each sees the one before.

create function private.lock_requirement(requirement uuid) returns public.requirements
language plpgsql volatile set search_path = '' as $$
declare
  locked public.requirements;
begin
  perform private.take_turn_as_organiser();
  select * into locked from public.requirements where id = requirement for no key update;
  if not found then
    raise sqlstate 'PT404' using message = 'There is no such requirement', detail = 'requirement';
  end if;
  return locked;
end;
$$;

create function private.refuse_withdrawn(requirement public.requirements) returns void
language plpgsql immutable set search_path = '' as $$
begin
  if requirement.withdrawn_at is not null then
    raise sqlstate 'PT409' using message = 'This has been withdrawn', detail = 'withdrawn';
  end if;
end;
$$;

-- Gives each of these teams its task of a requirement, unless it has it. One that was withdrawn from it is asked anew.
create function private.give_tasks(requirement public.requirements, asked uuid[], assignee uuid) returns void
language plpgsql volatile set search_path = '' as $$
begin
  if coalesce(cardinality(asked), 0) = 0 then
    raise sqlstate 'PT400' using message = 'Name a team', detail = 'no_teams';
  elsif exists (select from unnest(asked) as team where not exists (select from public.teams where id = team)) then
    raise sqlstate 'PT404' using message = 'There is no such team', detail = 'team';
  elsif exists (select from public.teams where id = any (asked) and archived_at is not null) then
    raise sqlstate 'PT403' using message = 'This team is archived: it is asked nothing', detail = 'team_archived';
  end if;
  insert into public.tasks as task (requirement_id, team_id, title, description, due_at, assignee_id, created_by)
    select distinct requirement.id, team, requirement.title, requirement.description, requirement.due_at, assignee, auth.uid()
      from unnest(asked) as team order by team
    on conflict (requirement_id, team_id) do update
      set title = excluded.title, description = excluded.description, due_at = excluded.due_at, has_own_due = false,
        status = 'open', assignee_id = excluded.assignee_id, revision = task.revision + 1, withdrawn_at = null
      where task.withdrawn_at is not null;
end;
$$;

-- The id is the client's: the same again changes nothing, and anything else under it is refused.
create function private.ask(id uuid, title text, description text, due_at timestamptz, asked uuid[], assignee uuid)
returns public.requirements
language plpgsql volatile set search_path = '' as $$
declare
  requirement public.requirements;
begin
  select * into requirement from public.requirements r where r.id = ask.id;
  if found then
    if (requirement.title, requirement.description, requirement.due_at) is distinct from (title, description, due_at)
       or exists (select unnest(asked) except select team_id from public.tasks where requirement_id = ask.id) then
      raise sqlstate 'PT409' using message = 'This id belongs to another requirement', detail = 'id_taken';
    end if;
    return requirement;
  end if;
  if assignee is not null and (select count(distinct team) from unnest(asked) as team) <> 1 then
    raise sqlstate 'PT400' using message = 'An assignee is named where one team is asked', detail = 'assignee_teams';
  end if;
  perform private.refuse_past(due_at);
  insert into public.requirements (id, title, description, due_at, created_by)
    values (ask.id, ask.title, ask.description, ask.due_at, auth.uid()) returning * into requirement;
  perform private.give_tasks(requirement, asked, assignee);
  return requirement;
end;
$$;

create function public.ask_teams(
  requirement_id uuid, title text, description text, due_at timestamptz, teams uuid[], assignee uuid default null
) returns public.requirements
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.take_turn_as_organiser();
  return private.ask(requirement_id, title, coalesce(description, ''), due_at, teams, assignee);
end;
$$;

-- Teams that have been asked already keep the task they have; no other is asked for what is late already.
create function public.ask_more_teams(requirement_id uuid, teams uuid[]) returns public.requirements
language plpgsql volatile security definer set search_path = '' as $$
declare
  requirement public.requirements := private.lock_requirement(requirement_id);
begin
  perform private.refuse_withdrawn(requirement);
  if exists (
    select unnest(teams)
    except select task.team_id from public.tasks task where task.requirement_id = requirement.id and task.withdrawn_at is null
  ) then
    perform private.refuse_past(requirement.due_at);
  end if;
  perform private.give_tasks(requirement, teams, null);
  return requirement;
end;
$$;

-- Changes what is asked of all its teams at once, and the deadline of those that were given none of their own. For whoever has
-- seen it as it is: what somebody else wrote meanwhile is not overwritten. The same text again changes nothing.
create function public.edit_requirement(
  requirement_id uuid, seen_revision integer, title text, description text, due_at timestamptz
) returns public.requirements
language plpgsql volatile security definer set search_path = '' as $$
declare
  requirement public.requirements := private.lock_requirement(requirement_id);
begin
  perform private.refuse_withdrawn(requirement);
  description := coalesce(description, '');
  if (requirement.title, requirement.description, requirement.due_at)
     is not distinct from (title, description, due_at) then
    return requirement;
  elsif requirement.revision is distinct from seen_revision then
    raise sqlstate 'PT409' using message = 'Somebody has edited this meanwhile', detail = 'edited_meanwhile';
  elsif requirement.due_at is distinct from due_at then
    perform private.refuse_past(due_at);
  end if;
  update public.requirements r
    set title = edit_requirement.title, description = edit_requirement.description, due_at = edit_requirement.due_at,
      revision = r.revision + 1, edited_at = clock_timestamp()
    where r.id = requirement.id returning * into requirement;
  -- Those of archived teams, and those withdrawn, follow too: a copy is always a copy.
  update public.tasks task
    set title = requirement.title, description = requirement.description,
      due_at = case when task.has_own_due then task.due_at else requirement.due_at end
    where task.requirement_id = requirement.id;
  return requirement;
end;
$$;

-- Takes it back from all its teams. A second time changes nothing.
create function public.withdraw_requirement(requirement_id uuid) returns public.requirements
language plpgsql volatile security definer set search_path = '' as $$
declare
  requirement public.requirements := private.lock_requirement(requirement_id);
begin
  if requirement.withdrawn_at is null then
    update public.requirements r set withdrawn_at = clock_timestamp()
      where r.id = requirement.id returning * into requirement;
    update public.tasks task set withdrawn_at = requirement.withdrawn_at
      where task.requirement_id = requirement.id and task.withdrawn_at is null;
  end if;
  return requirement;
end;
$$;

revoke execute on function private.lock_requirement(uuid),
  private.refuse_withdrawn(public.requirements), private.give_tasks(public.requirements, uuid[], uuid),
  private.ask(uuid, text, text, timestamptz, uuid[], uuid) from public;
revoke execute on function public.ask_teams(uuid, text, text, timestamptz, uuid[], uuid),
  public.ask_more_teams(uuid, uuid[]), public.edit_requirement(uuid, integer, text, text, timestamptz),
  public.withdraw_requirement(uuid) from public, anon;
grant execute on function public.ask_teams(uuid, text, text, timestamptz, uuid[], uuid),
  public.ask_more_teams(uuid, uuid[]), public.edit_requirement(uuid, integer, text, text, timestamptz),
  public.withdraw_requirement(uuid) to authenticated;
