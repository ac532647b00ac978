-- The demo: a tournament, its teams, its people and a believable history, told relative to the day it is loaded.
-- Everyone's password is "rinkside-demo": never load this into a project that strangers can reach.

update public.tournament set name = 'World Championship', venue = 'Zürich', time_zone = 'Europe/Zurich';

insert into public.teams (id, code, name, time_zone, primary_colour, secondary_colour) values
  ('10000000-0000-4000-8000-000000000001', 'SWE', 'Sweden', 'Europe/Stockholm', '#1b4a94', '#f5c400'),
  ('10000000-0000-4000-8000-000000000002', 'FIN', 'Finland', 'Europe/Helsinki', '#1a3f8f', '#ffffff'),
  ('10000000-0000-4000-8000-000000000003', 'CAN', 'Canada', 'America/Toronto', '#b8001c', '#ffffff'),
  ('10000000-0000-4000-8000-000000000004', 'CZE', 'Czechia', 'Europe/Prague', '#1d3b7a', '#d7141a'),
  ('10000000-0000-4000-8000-000000000005', 'LAT', 'Latvia', 'Europe/Riga', '#6b1d2a', '#ffffff'),
  ('10000000-0000-4000-8000-000000000006', 'SUI', 'Switzerland', 'Europe/Zurich', '#c8000f', '#ffffff'),
  ('10000000-0000-4000-8000-000000000007', 'USA', 'United States', 'America/New_York', '#1f2f5c', '#bf0a30'),
  ('10000000-0000-4000-8000-000000000008', 'SVK', 'Slovakia', 'Europe/Bratislava', '#0b4ea2', '#ee1c25'),
  ('10000000-0000-4000-8000-000000000009', 'GER', 'Germany', 'Europe/Berlin', '#1d1d1b', '#e8b500'),
  ('10000000-0000-4000-8000-000000000010', 'DEN', 'Denmark', 'Europe/Copenhagen', '#a80c27', '#ffffff'),
  ('10000000-0000-4000-8000-000000000011', 'NOR', 'Norway', 'Europe/Oslo', '#a3122b', '#12235a'),
  ('10000000-0000-4000-8000-000000000012', 'AUT', 'Austria', 'Europe/Vienna', '#b4121f', '#ffffff');

create temporary table demo_people (id uuid, email text, full_name text, team_code text, time_zone text);
insert into demo_people values
  ('20000000-0000-4000-8000-000000000001', 'admin@rinkside.test', 'Mikko Korhonen', null, 'Europe/Zurich'),
  ('20000000-0000-4000-8000-000000000002', 'admin2@rinkside.test', 'Sofia Keller', null, 'Europe/Zurich'),
  ('20000000-0000-4000-8000-000000000003', 'sweden@rinkside.test', 'Anna Lindqvist', 'SWE', 'Europe/Stockholm'),
  ('20000000-0000-4000-8000-000000000004', 'sweden2@rinkside.test', 'Erik Nyström', 'SWE', 'Europe/Stockholm'),
  ('20000000-0000-4000-8000-000000000005', 'finland@rinkside.test', 'Aino Virtanen', 'FIN', 'Europe/Helsinki'),
  ('20000000-0000-4000-8000-000000000006', 'canada@rinkside.test', 'Claire Tremblay', 'CAN', 'America/Toronto'),
  ('20000000-0000-4000-8000-000000000007', 'czechia@rinkside.test', 'Petr Novák', 'CZE', 'Europe/Prague'),
  ('20000000-0000-4000-8000-000000000008', 'latvia@rinkside.test', 'Jānis Bērziņš', 'LAT', 'Europe/Riga'),
  ('20000000-0000-4000-8000-000000000009', 'switzerland@rinkside.test', 'Reto Ammann', 'SUI', 'Europe/Zurich'),
  ('20000000-0000-4000-8000-000000000010', 'usa@rinkside.test', 'Dana Whitfield', 'USA', 'America/New_York');

insert into auth.users (instance_id, id, aud, role, email, encrypted_password, email_confirmed_at,
  raw_app_meta_data, raw_user_meta_data, created_at, updated_at,
  confirmation_token, recovery_token, email_change, email_change_token_new)
select '00000000-0000-0000-0000-000000000000', id, 'authenticated', 'authenticated', email,
  extensions.crypt('rinkside-demo', extensions.gen_salt('bf')), now(),
  '{"provider": "email", "providers": ["email"]}', '{}', now(), now(), '', '', '', ''
from demo_people;

insert into auth.identities (id, user_id, provider, provider_id, identity_data, last_sign_in_at, created_at, updated_at)
select gen_random_uuid(), id, 'email', id::text, jsonb_build_object('sub', id, 'email', email), now(), now(), now()
from demo_people;

insert into public.users (id, team_id, role, full_name, time_zone)
select p.id, t.id, case when t.id is null then 'admin' else 'member' end::public.user_role, p.full_name, p.time_zone
from demo_people p left join public.teams t on t.code = p.team_code;

-- Today's part lies a few minutes or hours back, whatever the hour; earlier days end at 19:00 by the venue's clock.
create temporary table demo_messages (place integer generated always as identity, team_code text, email text, ago interval, content text);
insert into demo_messages (team_code, email, ago, content) values
  ('SWE', 'sweden@rinkside.test', '12 days 6 hours 0 minutes', 'Hello from Stockholm! We are 31: 25 players and 6 staff. We land in Zürich on the evening before the opening.'),
  ('SWE', 'admin@rinkside.test', '12 days 5 hours 40 minutes', 'Welcome, Anna. Send me the flight number when you have it and there will be a bus at the airport.'),
  ('SWE', 'sweden@rinkside.test', '12 days 5 hours 20 minutes', 'SK 605, landing 18:25.'),
  ('SWE', 'admin@rinkside.test', '12 days 5 hours 0 minutes', 'Noted. The driver holds a sign with your plate on it.'),
  ('SWE', 'sweden2@rinkside.test', '11 days 7 hours 0 minutes', 'Which rink do we train on before the first game?'),
  ('SWE', 'admin2@rinkside.test', '11 days 6 hours 30 minutes', 'Rink B, 90 minutes, both mornings. The ice is resurfaced ten minutes before.'),
  ('SWE', 'sweden2@rinkside.test', '11 days 6 hours 20 minutes', 'Perfect. Is there a skate sharpening room?'),
  ('SWE', 'admin2@rinkside.test', '11 days 6 hours 0 minutes', 'Room B.07, open from 07:00 to 22:00. Bring your own stones or use Reto''s.'),
  ('SWE', 'sweden2@rinkside.test', '11 days 5 hours 50 minutes', 'We bring our own. Thank you!'),
  ('SWE', 'sweden@rinkside.test', '10 days 8 hours 0 minutes', 'Two of our players are vegetarian and one is coeliac. Who should know?'),
  ('SWE', 'admin@rinkside.test', '10 days 7 hours 45 minutes', 'The hotel kitchen. I have passed it on, and it is on your sheet at reception.'),
  ('SWE', 'sweden@rinkside.test', '10 days 7 hours 30 minutes', 'Wonderful.'),
  ('SWE', 'admin2@rinkside.test', '9 days 9 hours 0 minutes', 'Reminder for everyone: the insurance certificate must be with us before the first practice.'),
  ('SWE', 'sweden@rinkside.test', '9 days 8 hours 30 minutes', 'Ours is being stamped, it comes on Monday.'),
  ('SWE', 'admin2@rinkside.test', '9 days 8 hours 20 minutes', 'Monday is fine.'),
  ('SWE', 'sweden2@rinkside.test', '9 days 4 hours 0 minutes', 'Can we film from the gantry during practice?'),
  ('SWE', 'admin@rinkside.test', '9 days 3 hours 30 minutes', 'Yes, one camera, and one person up there at a time. Ask the technician at the north stairs for a harness.'),
  ('SWE', 'sweden2@rinkside.test', '9 days 3 hours 20 minutes', 'Understood.'),
  ('SWE', 'sweden@rinkside.test', '8 days 6 hours 0 minutes', 'Our second goalie has a new passport number. Do I need to hand in the accreditation again?'),
  ('SWE', 'admin@rinkside.test', '8 days 5 hours 45 minutes', 'No, write it here and I change it.'),
  ('SWE', 'sweden@rinkside.test', '8 days 5 hours 40 minutes', 'I will bring the passport to the desk instead, is that all right?'),
  ('SWE', 'admin@rinkside.test', '8 days 5 hours 30 minutes', 'Even better. The desk is open until 20:00.'),
  ('SWE', 'admin2@rinkside.test', '7 days 7 hours 0 minutes', 'The medical meeting moved to 17:00, same room.'),
  ('SWE', 'sweden@rinkside.test', '7 days 6 hours 50 minutes', 'Our doctor will be there.'),
  ('SWE', 'sweden2@rinkside.test', '7 days 6 hours 30 minutes', 'And me.'),
  ('SWE', 'sweden@rinkside.test', '6 days 9 hours 0 minutes', 'How many tickets do families get?'),
  ('SWE', 'admin@rinkside.test', '6 days 8 hours 40 minutes', 'Four for each player, at gate C, under the player''s name.'),
  ('SWE', 'sweden@rinkside.test', '6 days 8 hours 30 minutes', 'Can we give names ourselves? Some have small children.'),
  ('SWE', 'admin@rinkside.test', '6 days 8 hours 10 minutes', 'Yes, send a list and I hand it to the box office. Children under six need no ticket.'),
  ('SWE', 'sweden@rinkside.test', '6 days 8 hours 0 minutes', 'That will make some parents very happy.'),
  ('SWE', 'sweden2@rinkside.test', '5 days 7 hours 0 minutes', 'Lost: one stick bag, blue and yellow, number 21. Last seen in the bus.'),
  ('SWE', 'admin2@rinkside.test', '5 days 6 hours 30 minutes', 'The driver has it. It is at reception already.'),
  ('SWE', 'sweden2@rinkside.test', '5 days 6 hours 25 minutes', 'You are quick!'),
  ('SWE', 'admin@rinkside.test', '4 days 10 hours 0 minutes', 'The anthem: may we use the recording your federation sent last year?'),
  ('SWE', 'sweden@rinkside.test', '4 days 9 hours 30 minutes', 'Yes please. Not the one with the choir.'),
  ('SWE', 'admin@rinkside.test', '4 days 9 hours 20 minutes', 'The one without the choir.'),
  ('SWE', 'sweden2@rinkside.test', '4 days 4 hours 0 minutes', 'Is the gym free tonight between 19 and 20?'),
  ('SWE', 'admin2@rinkside.test', '4 days 3 hours 50 minutes', 'From 19:30. Latvia has it until then.'),
  ('SWE', 'sweden2@rinkside.test', '4 days 3 hours 40 minutes', '19:30 it is.'),
  ('SWE', 'sweden@rinkside.test', '3 days 8 hours 0 minutes', 'Thank you for the lovely evening yesterday. The players are still talking about the cheese.'),
  ('SWE', 'admin@rinkside.test', '3 days 7 hours 50 minutes', 'There is more where that came from.'),
  ('SWE', 'admin2@rinkside.test', '3 days 6 hours 0 minutes', 'Jersey colours for the first game: you in blue, Finland in white.'),
  ('SWE', 'sweden@rinkside.test', '3 days 5 hours 40 minutes', 'Blue it is. Our equipment manager sends a photo tomorrow.'),
  ('SWE', 'sweden2@rinkside.test', '2 days 9 hours 0 minutes', 'Video room: may we keep the room an hour longer on Thursday?'),
  ('SWE', 'admin2@rinkside.test', '2 days 8 hours 30 minutes', 'Until 21:00, yes. Switch off the projector, please, it gets hot.'),
  ('SWE', 'sweden2@rinkside.test', '2 days 8 hours 20 minutes', 'Will do.'),
  ('SWE', 'sweden@rinkside.test', '2 days 4 hours 0 minutes', 'Press: who decides which two players come to the mixed zone?'),
  ('SWE', 'admin@rinkside.test', '2 days 3 hours 45 minutes', 'You do. Name them to the media desk before the third period ends.'),
  ('SWE', 'sweden@rinkside.test', '2 days 3 hours 30 minutes', 'Good, thanks.'),
  ('SWE', 'admin@rinkside.test', '1 days 7 hours 0 minutes', 'Your bus tomorrow leaves from the back of the hotel, the front is closed for the marathon.'),
  ('SWE', 'sweden@rinkside.test', '1 days 6 hours 40 minutes', 'I tell everyone.'),
  ('SWE', 'sweden2@rinkside.test', '1 days 6 hours 30 minutes', 'How long does it take with the marathon?'),
  ('SWE', 'admin@rinkside.test', '1 days 6 hours 20 minutes', '25 minutes instead of 10. Better leave a quarter of an hour earlier.'),
  ('SWE', 'sweden2@rinkside.test', '1 days 6 hours 10 minutes', 'We do that.'),
  ('SWE', 'sweden@rinkside.test', '3 hours 20 minutes', 'Our roster is final except for one goalie.'),
  ('SWE', 'admin@rinkside.test', '3 hours 10 minutes', 'Thank you. The deadline for the goalie is 20:00 on the eve of the game.'),
  ('SWE', 'sweden2@rinkside.test', '1 hours 0 minutes', 'Understood, we will decide after the practice.'),
  ('SWE', 'sweden@rinkside.test', '12 minutes', 'Is the 18:00 bus confirmed for the practice? There are 31 of us now.'),
  ('FIN', 'finland@rinkside.test', '2 days 3 hours 0 minutes', 'Hei! Could we have the warm-up room at 16:30 instead of 17:00?'),
  ('FIN', 'admin@rinkside.test', '2 days 2 hours 40 minutes', 'Yes, nobody is in before you.'),
  ('FIN', 'finland@rinkside.test', '4 hours 0 minutes', 'Where do we enter with the equipment truck?'),
  ('FIN', 'admin2@rinkside.test', '3 hours 50 minutes', 'Gate C. It is 3.8 metres high, tell the driver.'),
  ('FIN', 'finland@rinkside.test', '3 hours 45 minutes', '3.6 with the antenna down. See you there.'),
  ('FIN', 'admin2@rinkside.test', '3 hours 40 minutes', 'See you at the rink, gate C.'),
  ('CAN', 'canada@rinkside.test', '1 days 5 hours 0 minutes', 'Our flight is three hours late. We land at 23:10.'),
  ('CAN', 'admin@rinkside.test', '1 days 4 hours 50 minutes', 'The bus waits for you. Dinner will be kept warm at the hotel.'),
  ('CAN', 'canada@rinkside.test', '1 days 4 hours 45 minutes', 'You are the best. Merci!'),
  ('CAN', 'canada@rinkside.test', '5 hours 0 minutes', 'Where do we collect the accreditations?'),
  ('CAN', 'admin@rinkside.test', '4 hours 55 minutes', 'Accreditation is at the north desk, from 08:00.'),
  ('CZE', 'czechia@rinkside.test', '1 days 3 hours 0 minutes', 'Dobrý den! Two of our trunks are still in Prague.'),
  ('CZE', 'admin2@rinkside.test', '1 days 2 hours 30 minutes', 'The airline promises them by tomorrow. I ring them again at six.'),
  ('CZE', 'admin2@rinkside.test', '4 hours 40 minutes', 'They are here: four trunks, at reception.'),
  ('CZE', 'czechia@rinkside.test', '4 hours 30 minutes', 'Four? We only missed two. One of them must be Slovak.'),
  ('CZE', 'czechia@rinkside.test', '48 minutes', 'Visa letter for our second goalie: could you sign it today? The consulate closes at 16:00.'),
  ('LAT', 'admin@rinkside.test', '1 days 1 hours 0 minutes', 'The roster on file still has last year''s numbers. Could you look?'),
  ('LAT', 'latvia@rinkside.test', '1 hours 0 minutes', 'We uploaded the new roster.'),
  ('SUI', 'admin2@rinkside.test', '2 days 6 hours 0 minutes', 'The volunteers'' party is on the 14th. Would your captain say a few words?'),
  ('SUI', 'switzerland@rinkside.test', '2 days 5 hours 0 minutes', 'He says yes, and he says short.'),
  ('SUI', 'admin2@rinkside.test', '2 days 4 hours 50 minutes', 'Short is perfect.'),
  ('SUI', 'switzerland@rinkside.test', '1 days 9 hours 0 minutes', 'Merci!'),
  ('USA', 'usa@rinkside.test', '1 days 2 hours 0 minutes', 'Is there a laundry that does 60 jerseys overnight?'),
  ('USA', 'admin@rinkside.test', '1 days 1 hours 50 minutes', 'In the basement of the rink. In by 22:00, dry by 07:00.');

-- In the order of time, one by one: each takes the next place of its conversation.
do $$
declare
  message record;
begin
  for message in
    select t.id as team_id, p.id as sender_id, m.content,
      case when m.ago < interval '1 day' then now() - m.ago
        else (date_trunc('day', now() at time zone 'Europe/Zurich') + interval '19 hours' - m.ago) at time zone 'Europe/Zurich'
      end as created_at
    from demo_messages m join public.teams t on t.code = m.team_code join demo_people p on p.email = m.email
    order by created_at, m.place
  loop
    insert into public.chat_messages (team_id, sender_id, content, created_at)
    values (message.team_id, message.sender_id, message.content, message.created_at);
  end loop;
end;
$$;

-- A team has read its own conversation; organisers have read what was answered, and what came after is unread.
insert into public.chat_read_cursors (team_id, user_id, last_read_seq, seen_seq, read_at)
select c.team_id, u.id, place.seq, place.seq, now() - interval '5 minutes'
from public.conversations c
join public.users u on u.role = 'admin' or u.team_id = c.team_id
cross join lateral (
  select max(seq) as seq from public.chat_messages m
  where m.team_id = c.team_id and (u.role = 'member' or m.sender_role = 'admin')
) place
where place.seq is not null;

-- What is asked of the teams, by days from today on the venue's clock: who has delivered it, and who was late.
create temporary table demo_requirements (
  place integer primary key, title text, description text, due interval, asked interval, done text, late text);
insert into demo_requirements values
  (1, 'Team list', 'All players and staff with their numbers and dates of birth. One list, in the order of the numbers.',
    '-10 days 18 hours', '24 days', 'SWE FIN CZE LAT SUI USA SVK GER DEN NOR AUT', 'CAN'),
  (2, 'Insurance certificate', 'Stamped by your insurer, valid until the day after the final.',
    '-7 days 18 hours', '21 days', 'FIN CAN CZE SUI USA SVK GER DEN NOR', 'SWE AUT'),
  (3, 'Jersey colours', 'A photo of both sets, front and back. We send the combination for each game back to you.',
    '-5 days 12 hours', '14 days', 'SWE FIN CAN CZE LAT SUI USA SVK GER DEN AUT', ''),
  (4, 'Travel plan', 'Flights or bus, how many you are, how many sticks and trunks. We order the buses by it.',
    '-3 days 18 hours', '17 days', 'SWE FIN CAN LAT SUI USA GER NOR AUT', 'CZE'),
  (5, 'Media contacts', 'One person for the press on game days, with a telephone number that is answered.',
    '-1 days 18 hours', '9 days', 'FIN CAN SUI USA GER DEN', ''),
  (6, 'Medical forms', 'One for each player, signed by your doctor. The medical meeting goes through them.',
    '1 days 12 hours', '12 days', 'FIN SUI DEN', ''),
  (7, 'Anthem recording', 'The version that is to be played, 60 to 90 seconds, without speech. An audio file of good quality.',
    '2 days 18 hours', '10 days', 'SWE CAN LAT SUI GER AUT', ''),
  (8, 'Dietary needs', 'Allergies, religious rules, vegetarians: how many of each, for the hotel kitchen.',
    '3 days 20 hours', '11 days', 'SWE FIN USA DEN NOR', ''),
  (9, 'Rooming list', 'Who shares a room with whom, and who needs a longer bed.',
    '5 days 18 hours', '8 days', 'FIN SUI', ''),
  (10, 'Wishes for practice times', 'Two wishes for each practice day. We cannot grant them all.',
    '8 days 18 hours', '5 days', 'CAN', ''),
  (11, 'Player photos', 'Portraits in game jerseys, for the cube and the programme. One file for each player, named by their number.',
    '12 days 18 hours', '6 days', '', ''),
  (12, 'Consent to doping controls', 'Signed by each player; for those who are under age by a parent too.',
    '16 days 18 hours', '4 days', 'SUI', ''),
  (13, 'Departure plan', 'When you leave the hotel and how. The buses run from the morning after the final.',
    '21 days 18 hours', '2 days', '', '');

insert into public.requirements (id, title, description, due_at, created_by, created_at)
select ('30000000-0000-4000-8000-' || lpad(place::text, 12, '0'))::uuid, title, description,
  (date_trunc('day', now() at time zone 'Europe/Zurich') + due) at time zone 'Europe/Zurich',
  '20000000-0000-4000-8000-000000000001', now() - asked
from demo_requirements;

-- What was done in time was so between nine and six by the venue's clock; who is late was so by some hours. Where a team has
-- nobody here yet, an organiser has noted what came by mail.
insert into public.tasks (id, requirement_id, team_id, title, description, due_at, created_by, created_at,
  status, completed_at, completed_by)
select ('40000000-0000-4000-8000-' || lpad(d.place::text, 6, '0') || right(t.id::text, 6))::uuid, r.id, t.id,
  r.title, r.description, r.due_at, r.created_by, r.created_at,
  case when done.at is null then 'open' else 'completed' end::public.task_status, done.at,
  case when done.at is not null then coalesce((select (array_agg(id order by id))[1] from public.users where team_id = t.id),
    '20000000-0000-4000-8000-000000000002') end
from demo_requirements d
join public.requirements r on r.id = ('30000000-0000-4000-8000-' || lpad(d.place::text, 12, '0'))::uuid
cross join public.teams t
cross join lateral (select case
  when t.code = any (string_to_array(d.late, ' ')) then r.due_at + interval '2 hours 20 minutes'
  when t.code = any (string_to_array(d.done, ' ')) then (date_trunc('day', (r.created_at
    + (least(r.due_at, now()) - r.created_at) * (0.2 + 0.07 * (right(t.id::text, 2)::integer % 11))) at time zone 'Europe/Zurich')
    + (540 + (right(t.id::text, 2)::integer * 41 + d.place * 67) % 540) * interval '1 minute') at time zone 'Europe/Zurich'
  end as at) done;

-- Three teams were given longer.
update public.tasks task set has_own_due = true, due_at = task.due_at + longer.days * interval '1 day'
from (values (2, 'LAT', 10), (4, 'SVK', 5), (6, 'USA', 3)) as longer (place, code, days)
join public.teams t on t.code = longer.code
where task.team_id = t.id
  and task.requirement_id = ('30000000-0000-4000-8000-' || lpad(longer.place::text, 12, '0'))::uuid;

-- Who sees to it, where a team has said so.
update public.tasks task set assignee_id = p.id
from (values (5, 'sweden@rinkside.test'), (6, 'sweden2@rinkside.test'), (9, 'sweden@rinkside.test'),
  (10, 'sweden2@rinkside.test'), (7, 'finland@rinkside.test')) as seen_to (place, email)
join demo_people p on p.email = seen_to.email
join public.teams t on t.code = p.team_code
where task.team_id = t.id
  and task.requirement_id = ('30000000-0000-4000-8000-' || lpad(seen_to.place::text, 12, '0'))::uuid;

-- What was asked of one team alone.
insert into public.tasks (id, team_id, title, description, due_at, created_by, created_at)
select ('41000000-0000-4000-8000-' || lpad(alone.place::text, 12, '0'))::uuid, t.id, alone.title, alone.description,
  (date_trunc('day', now() at time zone 'Europe/Zurich') + alone.due) at time zone 'Europe/Zurich',
  '20000000-0000-4000-8000-000000000002', now() - alone.asked
from (values
  (1, 'SWE', 'Name the second goalie', 'The roster is final but for him.', interval '1 days 20 hours', interval '3 hours'),
  (2, 'CZE', 'Passport copy for the visa letter', 'The page with the photo. The consulate closes at 16:00.',
    interval '1 days 10 hours', interval '40 minutes'),
  (3, 'FIN', 'Height of the equipment truck', 'Gate C is 3.8 metres high.', interval '4 days 12 hours', interval '1 days')
) as alone (place, code, title, description, due, asked)
join public.teams t on t.code = alone.code;

-- Without a time: said as the task was done.
insert into public.task_comments (task_id, author_id, content, created_at)
select task.id, p.id, said.content, coalesce(now() - said.ago, task.completed_at)
from (values
  (2, 'SWE', 'sweden@rinkside.test', interval '9 days', 'It is being stamped, it comes on Monday.'),
  (2, 'SWE', 'admin2@rinkside.test', interval '8 days 23 hours', 'Monday is fine.'),
  (2, 'SWE', 'sweden@rinkside.test', null, 'Here it is. The insurer was slow, not we.'),
  (2, 'LAT', 'latvia@rinkside.test', interval '7 days 2 hours', 'Our insurer needs ten more days. Is that possible?'),
  (2, 'LAT', 'admin@rinkside.test', interval '7 days 1 hours', 'Yes, but not a day longer: without it you cannot practise.'),
  (3, 'FIN', 'finland@rinkside.test', interval '6 days 4 hours', 'White at home, blue away. The photos are from last season, nothing has changed.'),
  (3, 'FIN', 'admin2@rinkside.test', interval '6 days 3 hours', 'Thank you, that is all we need.'),
  (5, 'SWE', 'sweden2@rinkside.test', interval '1 days 2 hours', 'We have two candidates and ask them tonight.'),
  (5, 'SWE', 'admin@rinkside.test', interval '5 hours', 'The press guide goes to print tomorrow at noon.'),
  (6, 'USA', 'usa@rinkside.test', interval '2 days 6 hours', 'Our doctor arrives with the second group. Could we have three more days?'),
  (6, 'USA', 'admin2@rinkside.test', interval '2 days 5 hours', 'You have them.'),
  (6, 'SWE', 'sweden2@rinkside.test', interval '7 hours', '23 of 25 are signed.'),
  (7, 'FIN', 'finland@rinkside.test', interval '1 days 4 hours', 'With the men''s choir or without?'),
  (7, 'FIN', 'admin@rinkside.test', interval '1 days 3 hours', 'As you like it best. It must end after 90 seconds.'),
  (11, 'CZE', 'czechia@rinkside.test', interval '1 days 8 hours', 'Two players come straight from their clubs. Their photos follow on the day they arrive.')
) as said (place, code, email, ago, content)
join public.teams t on t.code = said.code
join public.tasks task on task.team_id = t.id
  and task.requirement_id = ('30000000-0000-4000-8000-' || lpad(said.place::text, 12, '0'))::uuid
join demo_people p on p.email = said.email
order by 4;

drop table demo_requirements;

-- The pages: two that teams read, and a draft that only organisers know of.
insert into public.pages (
  id, slug, title, status, published_at, published_by, created_by, created_at, edited_by, edited_at, revision, body)
select page.id::uuid, slug, title, status::public.page_status,
  now() - published::interval, case when published is not null then author.id end,
  author.id, now() - created::interval, editor.id, now() - edited::interval, revision, body
from (values
  ('30000000-0000-4000-8000-000000000001', 'arrival-and-accreditation', 'Arrival and accreditation', 'published',
    '9 days', 'admin@rinkside.test', '11 days', 'admin2@rinkside.test', '1 day 2 hours', 3,
$page$Welcome to Zürich. This page says how you get from the airport to your first practice.

## At the airport

A driver waits in the **arrivals hall**, with a sign that shows your team's plate. Send your flight number in the chat at least three days ahead; if you are late, the bus waits.

## Accreditation

The north desk is open **every day from 07:00 to 21:00**. Everybody comes in person, once:

1. Bring the passport that was used for the team list.
2. Have your picture taken. It takes a minute.
3. Wear the badge where it can be seen, also in the car park.

| Badge | Opens |
| --- | --- |
| Red | Bench, ice, dressing rooms |
| Blue | Dressing rooms, training rinks |
| White | Stands and press seats |

> A lost badge is replaced the same day at the north desk. Tell us at once, so that the old one opens nothing any more.

## The equipment truck

Trucks enter by **gate C**, which is 3.8 metres high. It is open from 06:00 to 23:00; outside these hours write to us first.
$page$),
  ('30000000-0000-4000-8000-000000000002', 'practice-ice', 'Practice ice', 'published',
    '6 days', 'admin2@rinkside.test', '7 days', 'admin2@rinkside.test', '3 hours', 2,
$page$Every team has ninety minutes a day, on rink A or rink B. The ice is resurfaced ten minutes before you begin.

- The **schedule** of the next day is fixed at 18:00.
- To swap with another team, agree with them first, then write to us **before 16:00**.
- Skate sharpening: room B.07, from 07:00 to 22:00.
- Laundry: in the basement of the main rink. In by 22:00, dry by 07:00.

## Water and ice for injuries

Both are at the bench when you arrive. The team doctors' room is beside rink A, and its telephone number hangs on its door.
$page$),
  ('30000000-0000-4000-8000-000000000003', 'closing-ceremony', 'Closing ceremony', 'draft',
    null, 'admin@rinkside.test', '2 days', 'admin@rinkside.test', '5 hours', 4,
$page$*To be agreed with the broadcaster before we publish it.*

- [ ] Order of the teams
- [ ] Who hands over the medals
- [x] Anthems have been handed in by all teams

The teams gather in the tunnel **15 minutes after the final**.
$page$)
) as page (id, slug, title, status, published, author_email, created, editor_email, edited, revision, body)
join demo_people author on author.email = author_email
join demo_people editor on editor.email = editor_email;

-- Organisers have read their own pages; Anna has read both as they were before the last change of one of them.
insert into public.page_reads (page_id, user_id, seen_revision)
select page.id, person.id, page.revision from public.pages page join public.users person on person.role = 'admin'
union all
select page.id, person.id, case page.slug when 'practice-ice' then 1 else page.revision end
from public.pages page join demo_people person on person.email = 'sweden@rinkside.test' where page.status = 'published';

-- What people have been told of all this. What happened within the last six hours they have not read yet, but for reminders.
create temporary table demo_events (
  user_id uuid, type text, reason text, actor_id uuid, team_id uuid, item jsonb, at timestamptz);

insert into demo_events
select reader.user_id, 'task_assigned', reader.reason, task.created_by, task.team_id,
  jsonb_build_object('title', task.title, 'task_id', task.id, 'due_at', task.due_at, 'link', '/tasks/' || task.id),
  task.created_at
from public.tasks task cross join private.task_readers(task.id) reader
where task.requirement_id is null
union all
select reader.user_id, 'deadline_reminder', reader.reason, null, near.team_id,
  jsonb_build_object('title', task.title, 'task_id', task.id, 'due_at', task.due_at, 'link', '/tasks/' || task.id,
    'lead_minutes', (extract(epoch from near.lead) / 60)::integer),
  near.due_at - near.lead
from private.near_deadlines(now()) near
cross join private.task_readers(near.task_id) reader
join public.tasks task on task.id = near.task_id
union all
select organiser.id, 'task_completed', case organiser.id when task.created_by then 'creator' else 'organiser' end,
  task.completed_by, task.team_id,
  jsonb_build_object('title', task.title, 'task_id', task.id, 'due_at', task.due_at, 'link', '/tasks/' || task.id),
  task.completed_at
from public.tasks task
join public.users organiser on organiser.role = 'admin' and organiser.id <> task.completed_by
where task.completed_at between now() - interval '3 days' and now() - interval '6 hours'
union all
select person.id, 'task_comment', case person.role when 'admin' then 'creator' else 'assignee' end, comment.author_id,
  comment.team_id,
  jsonb_build_object('title', task.title, 'task_id', task.id, 'due_at', task.due_at, 'link', '/tasks/' || task.id,
    'excerpt', left(comment.content, 140)),
  comment.created_at
from public.task_comments comment
join public.tasks task on task.id = comment.task_id
join public.users person on person.id in (task.assignee_id, task.created_by) and person.role <> comment.author_role
where comment.created_at > now() - interval '3 days'
union all
select person.id, 'page_published', 'portal', page.published_by, null,
  jsonb_build_object('title', page.title, 'page_id', page.id, 'link', '/pages/' || page.slug), page.published_at
from public.pages page join public.users person on person.team_id is not null
where page.status = 'published'
union all
select organiser.id, 'chat_message', 'unread', message.sender_id, message.team_id,
  jsonb_build_object('message_id', message.id, 'seq', message.seq, 'excerpt', left(message.content, 140),
    'link', '/chat/' || team.code || '/' || message.seq),
  message.created_at + interval '2 minutes'
from public.chat_messages message
join public.teams team on team.id = message.team_id
join public.users organiser on organiser.role = 'admin'
where message.sender_role = 'member' and message.created_at > now() - interval '2 hours';

insert into public.notifications (
  user_id, team_id, type, title, message, params, message_ids, link, item_count, read_at, created_at)
select told.user_id, reader.team_id, told.type, private.notification_title(told.type, told.item_count, told.params),
  private.notification_message(told.params), told.params,
  array(select (item ->> 'message_id')::uuid from jsonb_array_elements(told.params -> 'items') as item where item ? 'message_id'),
  case told.item_count when 1 then told.params -> 'items' -> 0 ->> 'link'
    else private.notification_list_link(told.type, told.params ->> 'team_code') end,
  told.item_count,
  case when told.at < now() - interval '6 hours' or told.type = 'deadline_reminder'
    then least(told.at + interval '50 minutes', now()) end,
  told.at
from (
  select event.user_id, event.type::public.notification_type as type, event.at, count(*)::integer as item_count,
    jsonb_strip_nulls(jsonb_build_object(
      'items', jsonb_agg(event.item || jsonb_strip_nulls(
        jsonb_build_object('actor_name', actor.full_name, 'team_code', team.code)) order by team.code),
      'reasons', jsonb_agg(distinct event.reason),
      'actor_name', case when count(distinct actor.id) = 1 then min(actor.full_name) end,
      'team_code', case when count(distinct team.code) = 1 then min(team.code) end)) as params
  from demo_events event
  left join public.users actor on actor.id = event.actor_id
  left join public.teams team on team.id = event.team_id
  group by event.user_id, event.type, event.at
) as told
join public.users reader on reader.id = told.user_id;

-- They are not reminded again.
insert into private.reminders (task_id, user_id, due_at, lead, queued_at)
select near.task_id, reader.user_id, near.due_at, near.lead, near.due_at - near.lead
from private.near_deadlines(now()) near cross join private.task_readers(near.task_id) reader;

drop table demo_events, demo_messages, demo_people;

-- Answers that the organisers give often.
insert into public.canned_replies (id, title, shortcut, content, created_by, edited_by)
select ('70000000-0000-4000-8000-' || lpad(place::text, 12, '0'))::uuid, title, shortcut, content, u.id, u.id
from (values
  (1, 'Thank you', 'thanks', 'Thank you, {name}! Noted.'),
  (2, 'Next deadline', 'deadline', 'Dear {name}, a kind reminder: the next deadline of {team} is {deadline}.'),
  (3, 'Ice times', 'ice', 'Ice times are on the practice schedule under Pages. Changes are announced here by 18:00 the day before.'),
  (4, 'Lost accreditation', 'badge', 'Please come to the accreditation desk with a passport, {name}. A new card takes five minutes; the old one is blocked at once.')
) as replies (place, title, shortcut, content)
join public.users u on u.id = '20000000-0000-4000-8000-000000000001';
