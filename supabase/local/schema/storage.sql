-- The schema `storage` as a hosted project has it, as far as policies, migrations and supabase-js see it.
-- Run by the superuser before the migrations, again and again.
create schema if not exists storage authorization supabase_storage_admin;
grant usage on schema storage to postgres, anon, authenticated, service_role;

-- Lets `postgres`, who is no superuser, write policies on Storage's tables. A hosted project allows just that.
grant supabase_storage_admin to postgres;

-- Storage itself comes as the authenticator, and takes the role of each request's token.
set local role supabase_storage_admin;

do $$
begin
  if to_regtype('storage.buckettype') is null then
    create type storage.buckettype as enum ('STANDARD', 'ANALYTICS', 'VECTOR');
  end if;
end
$$;

create table if not exists storage.buckets (
  id text not null,
  name text not null,
  owner uuid,
  created_at timestamptz default now(),
  updated_at timestamptz default now(),
  public boolean default false,
  avif_autodetection boolean default false,
  file_size_limit bigint,
  allowed_mime_types text[],
  owner_id text,
  type storage.buckettype not null default 'STANDARD',
  constraint buckets_pkey primary key (id)
);
create unique index if not exists bname on storage.buckets (name);

create table if not exists storage.objects (
  id uuid not null default gen_random_uuid(),
  bucket_id text,
  name text,
  owner uuid,
  created_at timestamptz default now(),
  updated_at timestamptz default now(),
  last_accessed_at timestamptz default now(),
  metadata jsonb,
  path_tokens text[] generated always as (string_to_array(name, '/')) stored,
  version text,
  owner_id text,
  user_metadata jsonb,
  constraint objects_pkey primary key (id),
  constraint "objects_bucketId_fkey" foreign key (bucket_id) references storage.buckets (id)
);
create unique index if not exists bucketid_objname on storage.objects (bucket_id, name);
create index if not exists name_prefix_search on storage.objects (name text_pattern_ops);
create index if not exists idx_objects_bucket_id_name_lower
  on storage.objects (bucket_id, lower(name) collate "C");

comment on column storage.buckets.owner is 'Field is deprecated, use owner_id instead';
comment on column storage.objects.owner is 'Field is deprecated, use owner_id instead';

alter table storage.buckets enable row level security;
alter table storage.objects enable row level security;

-- Who may do what is up to the policies alone, as on a hosted project: without one, the secret key and nobody else.
grant all on storage.buckets, storage.objects to postgres, anon, authenticated, service_role;

create or replace function storage.foldername(name text) returns text[] language sql immutable as $$
  select tokens[1 : cardinality(tokens) - 1] from (select string_to_array(name, '/') as tokens) as split
$$;

create or replace function storage.filename(name text) returns text language sql immutable as $$
  select tokens[cardinality(tokens)] from (select string_to_array(name, '/') as tokens) as split
$$;

create or replace function storage.extension(name text) returns text language sql immutable as $$
  select reverse(split_part(reverse(storage.filename(name)), '.', 1))
$$;

-- What is being done, for policies that allow a download and no list: 'storage.object.list' and the like.
create or replace function storage.operation() returns text language sql stable as $$
  select current_setting('storage.operation', true)
$$;

create or replace function storage.allow_any_operation(expected_operations text[]) returns boolean
  language sql stable
as $$
  select exists (
    select from unnest(expected_operations) as expected
    where expected <> ''
      and regexp_replace(expected, '^storage\.', '') = regexp_replace(storage.operation(), '^storage\.', '')
  )
$$;

create or replace function storage.allow_only_operation(expected_operation text) returns boolean
  language sql stable
as $$
  select storage.allow_any_operation(array[expected_operation])
$$;

-- One level of a bucket: the folders and files that stand directly under the prefix, as the caller may see them.
-- Sorted by a time, the folders come first, for they have none.
create or replace function storage.search(
  prefix text, bucketname text, limits integer default 100, levels integer default 1, offsets integer default 0,
  search text default '', sortcolumn text default 'name', sortorder text default 'asc'
) returns table (
  name text, id uuid, updated_at timestamptz, created_at timestamptz, last_accessed_at timestamptz, metadata jsonb
) language sql stable as $$
  with found as (
    select * from storage.objects
    where bucket_id = bucketname
      and starts_with(lower(objects.name), lower(coalesce(prefix, '') || coalesce(search, '')))
  ), entries as (
    select distinct path_tokens[levels] as entry, null::uuid as id, null::timestamptz as updated_at,
      null::timestamptz as created_at, null::timestamptz as last_accessed_at, null::jsonb as metadata
    from found where cardinality(path_tokens) > levels
    union all
    select path_tokens[levels], found.id, found.updated_at, found.created_at, found.last_accessed_at, found.metadata
    from found where cardinality(path_tokens) = levels
  ), keyed as (
    select *, lower(sortorder) = 'desc' as is_descending,
      case lower(sortcolumn)
        when 'updated_at' then entries.updated_at
        when 'created_at' then entries.created_at
        when 'last_accessed_at' then entries.last_accessed_at
      end as moment
    from entries
  )
  select entry, keyed.id, keyed.updated_at, keyed.created_at, keyed.last_accessed_at, keyed.metadata
  from keyed
  order by moment is not null,
    case when not is_descending then moment end, case when is_descending then moment end desc,
    case when not is_descending then lower(entry) end collate "C", case when is_descending then lower(entry) end collate "C" desc
  limit least(coalesce(limits, 100), 1500) offset offsets
$$;

create or replace function storage.update_updated_at_column() returns trigger language plpgsql as $$
begin
  new.updated_at = now();
  return new;
end
$$;
create or replace trigger update_objects_updated_at before update on storage.objects
  for each row execute function storage.update_updated_at_column();

-- A row that is deleted past Storage would leave its file behind for good.
create or replace function storage.protect_delete() returns trigger language plpgsql as $$
begin
  if coalesce(current_setting('storage.allow_delete_query', true), 'false') <> 'true' then
    raise exception 'Direct deletion from storage tables is not allowed. Use the Storage API instead.'
      using errcode = '42501', hint = 'This prevents accidental data loss from orphaned objects.';
  end if;
  return null;
end
$$;
create or replace trigger protect_buckets_delete before delete on storage.buckets
  for each statement execute function storage.protect_delete();
create or replace trigger protect_objects_delete before delete on storage.objects
  for each statement execute function storage.protect_delete();

reset role;
