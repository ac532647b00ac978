-- The mails that the embedded Auth would have sent. Nobody but the superuser, and who may read all data, gets in here.
create schema if not exists local_mails;
create table if not exists local_mails.mails (
  id bigint primary key generated always as identity,
  sent_at timestamptz not null default clock_timestamp(),
  recipient text not null,
  kind text not null,
  subject text not null,
  html text not null
);
create index if not exists mails_recipient on local_mails.mails (recipient, id);
