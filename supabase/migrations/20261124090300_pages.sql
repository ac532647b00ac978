-- What organisers tell all teams: pages in Markdown, drafts until they are published. To a team a draft does not exist: not
-- in a list, not by its address, and not by a signal.
create type public.page_status as enum ('draft', 'published');

create table public.pages (
  id uuid primary key,
  slug text not null,
  title text not null,
  body text not null default '',
  status public.page_status not null default 'draft',
  -- When it was published last. It stays when the page is taken back: teams have known it.
  published_at timestamptz,
  published_by uuid references public.users (id) on delete restrict,
  created_by uuid not null references public.users (id) on delete restrict,
  created_at timestamptz not null default clock_timestamp(),
  edited_by uuid not null references public.users (id) on delete restrict,
  edited_at timestamptz not null default clock_timestamp(),
  revision integer not null default 1,
  constraint pages_slug_unique unique (slug),
  constraint pages_slug_form check (slug ~ '^[a-z0-9-]{1,80}$'),
  -- /pages/new is where one is begun.
  constraint pages_slug_is_free check (slug <> 'new'),
  constraint pages_title_length check (char_length(title) between 1 and 200),
  constraint pages_title_legible check (private.is_legible(title)),
  constraint pages_body_length check (char_length(body) <= 100000),
  -- As lib/pages/nesting.ts has it: quotes, lists and footnotes within each other, as deep as nobody writes.
  constraint pages_body_nesting check (
    body !~ '(^|[\r\n])([ \t]*(>|([-+*]|[0-9]{1,9}[.)])[ \t]|\[\^[^\]\[\r\n]+\]:)){51}'
    and body !~ '(^|[\r\n])([ \t]*(>|([-+*]|[0-9]{1,9}[.)])[ \t]|\[\^[^\]\[\r\n]+\]:))*[ \t]{101,}(>|([-+*]|[0-9]{1,9}[.)])[ \t]|\[\^[^\]\[\r\n]+\]:)'),
  constraint pages_publication check (status = 'draft' or published_at is not null),
  constraint pages_publisher check ((published_at is null) = (published_by is null))
);

-- Up to which revision somebody has read a page.
create table public.page_reads (
  page_id uuid not null references public.pages (id) on delete cascade,
  user_id uuid not null references public.users (id) on delete restrict,
  seen_revision integer not null,
  primary key (page_id, user_id)
);

alter table public.pages enable row level security;
alter table public.page_reads enable row level security;
revoke all on public.pages, public.page_reads from public, anon, authenticated, service_role;
grant select on public.pages to authenticated, service_role;
grant select on public.page_reads to authenticated;

create policy "everybody with a role reads what is published, organisers read drafts" on public.pages
  for select to authenticated
  using ((status = 'published' and (select private.has_role())) or (select private.is_admin()));

create policy "people see what they have read themselves" on public.page_reads
  for select to authenticated
  using (user_id = (select private.reader()) and (select private.has_role()));

-- Teams and the organisers hear of what is, or was, published; of a draft the organisers alone.
create function private.tell_pages_added() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.tell_changed('pages', '{}', bool_or(status = 'published')) from added having count(*) > 0;
  return null;
end;
$$;
create trigger pages_tell_added after insert on public.pages
  referencing new table as added for each statement execute function private.tell_pages_added();

create function private.tell_pages_changed() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.tell_changed('pages', '{}', bool_or(status = 'published'))
    from (select status from before union all select status from after) as pages having count(*) > 0;
  return null;
end;
$$;
create trigger pages_tell_changed after update on public.pages
  referencing old table as before new table as after for each statement execute function private.tell_pages_changed();

create function private.tell_pages_deleted() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.tell_changed('pages', '{}', bool_or(status = 'published')) from deleted having count(*) > 0;
  return null;
end;
$$;
create trigger pages_tell_deleted after delete on public.pages
  referencing old table as deleted for each statement execute function private.tell_pages_deleted();

-- A page as its reader has it: "new" or "changed" for them, or neither.
create function private.page_json(page public.pages) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'id', page.id, 'slug', page.slug, 'title', page.title, 'status', page.status, 'revision', page.revision,
    'was_published', page.published_at is not null,
    'changed_at', greatest(page.edited_at, page.published_at),
    'changed_by_name', (
      select full_name from public.users
      where id = case when page.published_at > page.edited_at then page.published_by else page.edited_by end),
    'news', case when seen.revision is null then 'new' when seen.revision < page.revision then 'changed' end)
  from (
    select (select seen_revision from public.page_reads where page_id = page.id and user_id = auth.uid()) as revision
  ) as seen
$$;

-- The pages that the reader may read, without their texts, the last changed first.
create function public.page_list() returns jsonb
language sql stable set search_path = '' as $$
  select coalesce(
    jsonb_agg(private.page_json(page) order by greatest(page.edited_at, page.published_at) desc, page.slug), '[]')
  from public.pages page
$$;

-- A page by its address; null when there is none that the reader may read.
create function public.read_page(address text) returns jsonb
language sql stable set search_path = '' as $$
  select private.page_json(page) || jsonb_build_object('body', page.body)
  from public.pages page where page.slug = address
$$;

revoke execute on function private.tell_pages_added(), private.tell_pages_changed(), private.tell_pages_deleted(),
  private.page_json(public.pages) from public;
grant execute on function private.page_json(public.pages) to authenticated;
revoke execute on function public.page_list(), public.read_page(text) from public, anon;
grant execute on function public.page_list(), public.read_page(text) to authenticated;
