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

drop table demo_messages, demo_people;
