import { findAccounts } from "./accounts.ts";
import { invalid, json } from "./answer.ts";
import type { Call, Door } from "./door.ts";
import { userJson } from "./user-json.ts";

/** `GET /admin/users`, the newest first. GoTrue loads no identities for it. */
export async function listUsers({ url }: Call, { sql }: Door): Promise<Response> {
  const page = positive(url.searchParams.get("page"), 1);
  const perPage = positive(url.searchParams.get("per_page"), 50);
  const filter = url.searchParams.get("filter") ?? "";
  const matches = filter
    ? sql`(account.email like ${`%${filter}%`} or account.raw_user_meta_data ->> 'full_name' ilike ${`%${filter}%`})`
    : sql`true`;
  const [count] = await sql<{ total: number }[]>`
    select count(*)::int as total from auth.users account where account.aud = 'authenticated' and ${matches}`;
  const accounts = await findAccounts(
    sql,
    sql`where account.aud = 'authenticated' and ${matches} order by account.created_at desc
      limit ${perPage} offset ${(page - 1) * perPage}`,
  );
  const total = count?.total ?? 0;
  return json(
    { users: accounts.map((account) => ({ ...userJson(account), identities: null })), aud: "authenticated" },
    { "x-total-count": String(total), link: links(url, page, Math.ceil(total / perPage)) },
  );
}

function positive(text: string | null, fallback: number): number {
  if (!text) return fallback;
  if (/^\d{1,9}$/.test(text)) return Number(text) || fallback;
  throw invalid(
    `Bad Pagination Parameters: strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax`,
  );
}

/** The parameters in the order of the alphabet, as Go writes them: supabase-js reads the first one. */
function links(url: URL, page: number, last: number): string {
  const to = (target: number, rel: string) => {
    const query = new URLSearchParams(url.searchParams);
    query.set("page", String(target));
    query.sort();
    return `</admin/users?${query}>; rel="${rel}"`;
  };
  return [...(last > page ? [to(page + 1, "next")] : []), to(last, "last")].join(", ");
}
