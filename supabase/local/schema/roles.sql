-- The roles of a Supabase project. They belong to the whole cluster; run by its superuser, again and again.
do $$
declare
  wanted record;
begin
  for wanted in
    select * from (values
      -- Not a superuser, as on a hosted project: a migration that would fail there fails here too.
      ('postgres',                'login createdb createrole replication bypassrls password ''postgres'''),
      ('anon',                    'nologin noinherit'),
      ('authenticated',           'nologin noinherit'),
      ('service_role',            'nologin noinherit bypassrls'),
      ('authenticator',           'login noinherit password ''postgres'''),
      ('dashboard_user',          'nologin createdb createrole replication'),
      ('supabase_auth_admin',     'login noinherit createrole password ''postgres'''),
      ('supabase_storage_admin',  'login noinherit createrole password ''postgres'''),
      ('supabase_realtime_admin', 'nologin noinherit')
    ) as role (name, attributes)
  loop
    if not exists (select from pg_roles where rolname = wanted.name) then
      execute format('create role %I %s', wanted.name, wanted.attributes);
    end if;
  end loop;
end
$$;

grant anon, authenticated, service_role to authenticator;
grant anon, authenticated, service_role to postgres;
grant supabase_realtime_admin to postgres;
grant pg_monitor, pg_read_all_data, pg_signal_backend to postgres;

alter role all set search_path = "$user", public, extensions;
alter role supabase_auth_admin set search_path = auth;
alter role supabase_storage_admin set search_path = storage;
alter role authenticator set statement_timeout = '8s';
alter role anon set statement_timeout = '3s';
alter role authenticated set statement_timeout = '8s';
