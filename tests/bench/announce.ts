import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { summary } from "./summary.ts";

/**
 * One message to 200 teams, as an organiser's client writes it: with their rights, and with numbering, broadcasts and
 * notifications. Prints how long the call took. To be run on a stack of its own, which keeps what this makes.
 *
 *   npm run bench
 */
const TEAMS = 200;
const RUNS = 20;

const url = process.env.SUPABASE_DB_URL;
if (!url) throw new Error("SUPABASE_DB_URL is not set: run this by npm run bench");
const sql = postgres(url, { max: 1, onnotice: () => {} });

try {
  await sql`
    insert into public.teams (name, code)
    select 'Announced ' || number, 'Q' || chr(65 + number / 26) || chr(65 + number % 26)
    from generate_series(0, ${TEAMS - 1}::int) as number`;
  const teams = (await sql<{ id: string }[]>`select id from public.teams where name like 'Announced %'`).map(
    ({ id }) => id,
  );
  await sql`insert into auth.users (id, email) select id, id || '@bench.test' from public.teams where id = any (${teams})`;
  await sql`insert into public.users (id, team_id, full_name) select id, id, 'Manager' from public.teams where id = any (${teams})`;
  const [organiser] = await sql<{ id: string }[]>`
    select id from public.users where role = 'admin' and deactivated_at is null order by created_at, id limit 1`;
  if (!organiser) throw new Error("There is no organiser");
  const claims = JSON.stringify({ sub: organiser.id, role: "authenticated" });

  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    // Nobody waits here for the limit.
    await sql`update public.announcements set created_at = created_at - interval '1 minute'`;
    const startedAt = performance.now();
    await sql.begin(async (within) => {
      await within`select set_config('role', 'authenticated', true), set_config('request.jwt.claims', ${claims}, true)`;
      await within`select public.announce(${randomUUID()}, 'Gate C is closed.', ${teams})`;
    });
    times.push(performance.now() - startedAt);
  }
  console.log(summary(`to ${TEAMS} teams at once`, times));
  const [stored] = await sql<{ messages: number }[]>`
    select count(*)::int as messages from public.chat_messages where team_id = any (${teams})`;
  if (stored?.messages !== TEAMS * RUNS)
    throw new Error(`${stored?.messages} messages of ${TEAMS * RUNS} are stored`);
} finally {
  await sql.end();
}
