-- Asks anew what was asked before, each as many days later: "by 18:00" stays 18:00 on the venue's clock, also across a change
-- of the clocks. Under the ids that the client made, in the order of the sources; the same again changes nothing. All or
-- nothing.
create function public.copy_requirements(sources uuid[], new_ids uuid[], shift_days integer, teams uuid[])
returns setof public.requirements
language plpgsql volatile security definer set search_path = '' as $$
declare
  venue_zone text;
  source public.requirements;
  new_id uuid;
begin
  perform private.take_turn_as_organiser();
  if coalesce(cardinality(sources), 0) not between 1 and 200
     or cardinality(sources) is distinct from (select count(distinct id) from unnest(new_ids) as id)
     or cardinality(sources) is distinct from cardinality(new_ids) then
    raise sqlstate 'PT400' using message = 'Name 1 to 200 requirements, and a new id for each', detail = 'copies';
  elsif shift_days is null or shift_days not between -3660 and 3660 then
    raise sqlstate 'PT400' using message = 'Deadlines move by at most ten years', detail = 'shift_days';
  end if;
  select time_zone into venue_zone from public.tournament;
  for place in 1 .. cardinality(sources) loop
    source := private.lock_requirement(sources[place]);
    perform private.refuse_withdrawn(source);
    new_id := new_ids[place];
    return next private.ask(new_id, source.title, source.description,
      ((source.due_at at time zone venue_zone) + shift_days * interval '1 day') at time zone venue_zone, teams, null);
  end loop;
end;
$$;
revoke execute on function public.copy_requirements(uuid[], uuid[], integer, uuid[]) from public, anon;
grant execute on function public.copy_requirements(uuid[], uuid[], integer, uuid[]) to authenticated;
