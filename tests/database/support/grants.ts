import type { Sql, TransactionSql } from "postgres";

/**
 * Every right that anybody but the owner holds on what is in the schemas public and private, and every right that new
 * objects would get by themselves. What was never granted or revoked counts with what Postgres gives by itself.
 */
export async function grantsIn(owner: Sql | TransactionSql): Promise<string[]> {
  const rows = await owner<{ line: string }[]>`
    with schemas as (
      select oid, nspname::text as schema from pg_namespace where nspname in ('public', 'private')
    ), objects (kind, name, owner, acl) as (
      select 'schema', nspname::text, nspowner, coalesce(nspacl, acldefault('n', nspowner))
      from pg_namespace join schemas using (oid)
      union all
      select case relkind when 'S' then 'sequence' else 'table' end, schema || '.' || relname, relowner,
        coalesce(relacl, acldefault(case relkind when 'S' then 's' else 'r' end::"char", relowner))
      from pg_class join schemas on schemas.oid = relnamespace
      where relkind in ('r', 'p', 'v', 'm', 'f', 'S')
      union all
      select 'column', schema || '.' || relname || '.' || attname, relowner, attacl
      from pg_attribute join pg_class on pg_class.oid = attrelid join schemas on schemas.oid = relnamespace
      where attacl is not null
      union all
      select 'function', format('%s.%s(%s)', schema, proname, oidvectortypes(proargtypes)), proowner,
        coalesce(proacl, acldefault('f', proowner))
      from pg_proc join schemas on schemas.oid = pronamespace
      union all
      select 'type', schema || '.' || typname, typowner, coalesce(typacl, acldefault('T', typowner))
      from pg_type join schemas on schemas.oid = typnamespace
      where typtype in ('e', 'd', 'r')
      union all
      select 'new objects', coalesce(nullif(defaclnamespace, 0)::regnamespace::text, 'every schema'), defaclrole, defaclacl
      from pg_default_acl
    )
    select format('%s may %s %s %s', case grantee when 0 then 'everybody' else grantee::regrole::text end,
      string_agg(lower(privilege_type) || case when is_grantable then ' and pass on' else '' end, ', ' order by privilege_type), kind, name) as line
    from objects, aclexplode(acl)
    where grantee <> owner
    group by grantee, kind, name`;
  return rows.map(({ line }) => line).toSorted();
}
