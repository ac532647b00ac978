-- How pages are written, by organisers alone. Whoever writes says which revision they have seen: nothing that somebody else
-- has written meanwhile is overwritten unseen.

create function private.lock_page(wanted uuid) returns public.pages
language plpgsql volatile security definer set search_path = '' as $$
declare
  page public.pages;
begin
  perform private.take_turn_as_organiser();
  select * into page from public.pages where id = wanted for no key update;
  if not found then
    raise sqlstate 'PT404' using message = 'There is no such page', detail = 'page';
  end if;
  return page;
end;
$$;

create function private.refuse_unless_seen(page public.pages, seen_revision integer) returns void
language plpgsql volatile set search_path = '' as $$
begin
  if page.revision is distinct from seen_revision then
    raise sqlstate 'PT409' using message = 'Somebody has changed this page meanwhile', detail = 'edited_meanwhile';
  end if;
end;
$$;

-- Under the turn, so that of two who take an address at once the second is told.
create function private.refuse_taken_slug(wanted text, page uuid) returns void
language plpgsql volatile set search_path = '' as $$
begin
  if exists (select from public.pages where slug = wanted and id <> page) then
    raise sqlstate 'PT409' using message = 'Another page has this address', detail = 'slug_taken';
  end if;
end;
$$;

create function private.note_page_read(page uuid, reader uuid, revision integer) returns integer
language sql volatile security definer set search_path = '' as $$
  insert into public.page_reads as stored (page_id, user_id, seen_revision) values (page, reader, revision)
    on conflict (page_id, user_id) do update set seen_revision = greatest(stored.seen_revision, excluded.seen_revision)
    returning seen_revision
$$;

-- Replaces address, title and text, and answers with the page. The same again changes nothing. The address of a page that
-- was published stands in links that people have sent each other: it stays.
create function public.edit_page(
  page_id uuid, seen_revision integer, new_slug text, new_title text, new_body text
) returns public.pages
language plpgsql volatile security definer set search_path = '' as $$
declare
  page public.pages := private.lock_page(page_id);
begin
  if (page.slug, page.title, page.body) is not distinct from (new_slug, new_title, new_body) then
    return page;
  end if;
  perform private.refuse_unless_seen(page, seen_revision);
  if page.published_at is not null and new_slug is distinct from page.slug then
    raise sqlstate 'PT409' using message = 'The address of a page that was published stays', detail = 'slug_fixed';
  end if;
  perform private.refuse_taken_slug(new_slug, page.id);
  update public.pages
    set slug = new_slug, title = new_title, body = new_body,
      revision = revision + 1, edited_by = auth.uid(), edited_at = clock_timestamp()
    where id = page.id returning * into page;
  perform private.note_page_read(page.id, auth.uid(), page.revision);
  return page;
end;
$$;

-- Begins a draft. The id is made by the client: of two tries one page comes, also when its writer went on writing between.
create function public.create_page(page_id uuid, new_slug text, new_title text, new_body text) returns public.pages
language plpgsql volatile security definer set search_path = '' as $$
declare
  page public.pages;
begin
  perform private.take_turn_as_organiser();
  select * into page from public.pages where id = page_id;
  if found and page.created_by = auth.uid() then
    return public.edit_page(page_id, 1, new_slug, new_title, new_body);
  elsif found then
    raise sqlstate 'PT409' using message = 'This id belongs to another page', detail = 'id_taken';
  end if;
  perform private.refuse_taken_slug(new_slug, page_id);
  insert into public.pages (id, slug, title, body, created_by, edited_by)
    values (page_id, new_slug, new_title, new_body, auth.uid(), auth.uid()) returning * into page;
  perform private.note_page_read(page.id, auth.uid(), page.revision);
  return page;
end;
$$;

-- Shows a draft, as its publisher has seen it, to everybody. A second time changes nothing.
create function public.publish_page(page_id uuid, seen_revision integer) returns public.pages
language plpgsql volatile security definer set search_path = '' as $$
declare
  page public.pages := private.lock_page(page_id);
begin
  if page.status = 'published' then
    return page;
  end if;
  perform private.refuse_unless_seen(page, seen_revision);
  update public.pages set status = 'published', published_at = clock_timestamp(), published_by = auth.uid()
    where id = page.id returning * into page;
  return page;
end;
$$;

-- Makes a draft of a page again. A second time changes nothing.
create function public.take_back_page(page_id uuid) returns public.pages
language plpgsql volatile security definer set search_path = '' as $$
declare
  page public.pages := private.lock_page(page_id);
begin
  if page.status = 'published' then
    update public.pages set status = 'draft' where id = page.id returning * into page;
  end if;
  return page;
end;
$$;

-- Takes a draft away that never was published, and that nobody has changed since. What was published is only taken back.
create function public.delete_page(page_id uuid, seen_revision integer) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  page public.pages := private.lock_page(page_id);
begin
  if page.published_at is not null then
    raise sqlstate 'PT409' using message = 'This page was published: it can be taken back', detail = 'was_published';
  end if;
  perform private.refuse_unless_seen(page, seen_revision);
  delete from public.pages where id = page.id;
end;
$$;

-- Notes up to which revision the reader has read a page (never past its present one, never back) and answers with it.
create function public.mark_page_read(page_id uuid, seen_revision integer) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  present integer;
  before integer;
begin
  select revision into present from public.pages
    where id = page_id and ((status = 'published' and private.has_role()) or private.is_admin()) for key share;
  if not found then
    raise sqlstate 'PT404' using message = 'There is no such page', detail = 'page';
  elsif seen_revision is null or seen_revision < 1 then
    raise null_value_not_allowed using message = 'Say which revision was read';
  end if;
  select r.seen_revision into before from public.page_reads r
    where r.page_id = mark_page_read.page_id and r.user_id = auth.uid();
  if before >= least(seen_revision, present) then
    return before;
  end if;
  -- Their other screens show it as read too.
  perform realtime.send(jsonb_build_object('noun', 'pages'), 'changed', 'user:' || auth.uid(), true);
  return private.note_page_read(page_id, auth.uid(), least(seen_revision, present));
end;
$$;

revoke execute on function private.lock_page(uuid), private.refuse_taken_slug(text, uuid),
  private.refuse_unless_seen(public.pages, integer), private.note_page_read(uuid, uuid, integer) from public;
revoke execute on function public.edit_page(uuid, integer, text, text, text), public.create_page(uuid, text, text, text),
  public.publish_page(uuid, integer), public.take_back_page(uuid), public.delete_page(uuid, integer),
  public.mark_page_read(uuid, integer) from public, anon;
grant execute on function public.edit_page(uuid, integer, text, text, text), public.create_page(uuid, text, text, text),
  public.publish_page(uuid, integer), public.take_back_page(uuid), public.delete_page(uuid, integer),
  public.mark_page_read(uuid, integer) to authenticated;
