-- What the teams of the demo have handed in. The files lie beside this one; the embedded Supabase has put them into Storage
-- and says in `demo_files` as what. A file for a task came minutes before the task was done, from whoever did it; one for a
-- message came with it; and what answers a task that is still open came today.
create temporary table demo_documents on commit drop as
select ('50000000-0000-4000-8000-' || lpad(d.place::text, 12, '0'))::uuid as id, t.id as team_id, k.id as task_id,
  m.id as message_id, u.id as uploaded_by, u.full_name as uploader_name, d.name, f.*,
  case
    when k.status = 'completed' then k.completed_at - interval '4 minutes'
    when k.id is not null then greatest(now() - d.ago, k.created_at,
      date_trunc('day', now() at time zone 'Europe/Zurich') at time zone 'Europe/Zurich')
    else m.created_at
  end as uploaded_at
from (values
  (1, 'SWE', 'Team list', 'team-list-sweden.csv', 'Team list Sweden.csv', null::interval),
  (2, 'LAT', 'Team list', 'team-list-latvia.csv', 'Team list Latvia.csv', null),
  (3, 'CAN', 'Team list', 'team-list-canada.xlsx', 'Team list Canada.xlsx', null),
  (4, 'FIN', 'Insurance certificate', 'insurance-certificate-finland.pdf', 'Insurance certificate.pdf', null),
  (5, 'SWE', 'Insurance certificate', 'insurance-certificate-sweden.pdf', 'Insurance certificate, stamped.pdf', null),
  (6, 'GER', 'Insurance certificate', 'insurance-certificate-germany.pdf', 'Insurance certificate (by mail).pdf', null),
  (7, 'SWE', 'Jersey colours', 'jerseys-sweden.png', 'Jerseys, front and back.png', null),
  (8, 'FIN', 'Jersey colours', 'jerseys-finland.png', 'Jerseys Finland.png', null),
  (9, 'SUI', 'Travel plan', 'travel-plan-switzerland.docx', 'Travel plan.docx', null),
  (10, 'USA', 'Travel plan', 'travel-plan-usa.pdf', 'Travel plan USA, both groups.pdf', null),
  (11, 'FIN', 'Rooming list', 'rooming-list-finland.xlsx', 'Rooming list.xlsx', null),
  (12, 'CAN', 'Wishes for practice times', 'practice-wishes-canada.txt', 'Practice times we would like.txt', null),
  (13, 'SUI', 'Consent to doping controls', 'doping-controls-switzerland.pdf', 'Consent to doping controls, signed.pdf', null),
  (14, 'SWE', 'Medical forms', 'medical-forms-sweden.pdf', 'Medical forms, 23 of 25.pdf', '7 hours 5 minutes'),
  (15, 'FIN', 'Height of the equipment truck', 'truck-finland.jpg', 'IMG_4127.jpg', '2 hours 30 minutes'),
  (16, 'LAT', 'We uploaded the new roster.', 'roster-latvia.xlsx', 'Roster with the new numbers.xlsx', null)
) as d (place, code, answers, file, name, ago)
join demo_files f using (file)
join public.teams t on t.code = d.code
left join public.tasks k on k.team_id = t.id and k.title = d.answers
left join public.chat_messages m on m.team_id = t.id and m.content = d.answers
left join lateral (select min(id::text)::uuid as id from public.users where team_id = t.id) member on true
join public.users u on u.id = coalesce(k.completed_by, k.assignee_id, m.sender_id, member.id)
where k.id is not null or m.id is not null;

insert into storage.objects (bucket_id, name, owner, owner_id, version, metadata, created_at, updated_at, last_accessed_at)
select 'documents', team_id || '/' || id, uploaded_by, uploaded_by::text, version,
  jsonb_build_object('eTag', e_tag, 'size', size_bytes, 'mimetype', mime_type, 'cacheControl', 'no-cache',
    'lastModified', to_char(uploaded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'contentLength', size_bytes, 'httpStatusCode', 200),
  uploaded_at, uploaded_at, uploaded_at
from demo_documents;

insert into public.documents (id, team_id, task_id, message_id, uploaded_by, uploader_name, name, storage_path, size_bytes,
  mime_type, uploaded_at)
select id, team_id, task_id, message_id, uploaded_by, uploader_name, name, team_id || '/' || id, size_bytes, mime_type,
  uploaded_at
from demo_documents;

update public.chat_messages message set document_ids = array[document.id]
from demo_documents document where document.message_id = message.id;
