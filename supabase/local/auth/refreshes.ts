import type { Sql } from "postgres";

/**
 * GoTrue takes the refreshes of one token one after the other, and answers a token that was used within the
 * reuse interval with the session's present one. lite runs them at once, so that two tabs fork the session,
 * and knows no interval: a token two generations old ends the session even when it is a second old.
 * Here all refreshes wait for each other, which costs one person on one machine nothing.
 */
export function orderRefreshes(
  sql: Sql,
  reuseInterval: number,
  handle: (request: Request) => Promise<Response>,
) {
  let last: Promise<unknown> = Promise.resolve();
  return async (request: Request): Promise<Response> => {
    const url = new URL(request.url);
    const isRefresh =
      url.pathname === "/auth/v1/token" &&
      url.searchParams.get("grant_type") === "refresh_token" &&
      request.method === "POST";
    if (!isRefresh) return handle(request);
    const body = await request.text();
    const answer = last.then(async () => {
      const present = await presentToken(sql, body, reuseInterval);
      return handle(
        new Request(request, { body: present ? JSON.stringify({ refresh_token: present }) : body }),
      );
    });
    last = answer.catch(() => {});
    return answer;
  };
}

/** For a token used within the interval: the one before the session's present one, which lite answers with the present one. */
async function presentToken(sql: Sql, body: string, reuseInterval: number): Promise<string | undefined> {
  const used = /"refresh_token"\s*:\s*"([^"]+)"/.exec(body)?.[1];
  if (!used) return undefined;
  const [row] = await sql<{ parent: string }[]>`
    select present.parent
    from auth.refresh_tokens used
    join auth.refresh_tokens present using (session_id)
    where used.token = ${used} and used.revoked and not present.revoked
      and used.updated_at > now() - make_interval(secs => ${reuseInterval})
    order by present.created_at desc limit 1`;
  return row?.parent;
}
