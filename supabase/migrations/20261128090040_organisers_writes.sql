-- How often each person has written something of the organisers' own, by its kind, within the last minute: every write of
-- it wakes the other organisers.
create table private.organiser_writes (
  -- No key to the person: it would lock their row, and everybody who may read it could see that (xmax).
  person_id uuid not null,
  kind text not null,
  written_at timestamptz not null
);
create index organiser_writes_person on private.organiser_writes (person_id, kind, written_at);
alter table private.organiser_writes enable row level security;

-- Lock order: sender, turn. Whoever is no organiser, or no longer one once it is their turn, is refused before anything is
-- looked at.
create function private.begin_organisers_write() returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  if not private.is_admin() then
    raise insufficient_privilege using message = 'Only organisers can do this';
  end if;
  perform private.lock_sender(auth.uid());
  perform private.take_turn_as_organiser();
end;
$$;

-- At most 30 of a kind in 60 seconds, with the sender locked.
create function private.count_organisers_write(of_kind text) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  person uuid := auth.uid();
  thirtieth timestamptz;
begin
  delete from private.organiser_writes
    where person_id = person and kind = of_kind and written_at <= clock_timestamp() - interval '60 s';
  select written_at into thirtieth from private.organiser_writes
    where person_id = person and kind = of_kind order by written_at desc offset 29 limit 1;
  if found then
    perform private.refuse_too_fast('Too many ' || of_kind || ': at most 30 in 60 seconds',
      extract(epoch from thirtieth + interval '60 s' - clock_timestamp()));
  end if;
  insert into private.organiser_writes (person_id, kind, written_at) values (person, of_kind, clock_timestamp());
end;
$$;

revoke execute on function private.begin_organisers_write(), private.count_organisers_write(text) from public;
