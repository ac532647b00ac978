import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { summary } from "./summary.ts";

/**
 * The inbox of 200 teams of 120 messages each, as an organiser's request reads it: through the role `authenticated`, with
 * their claims and every policy. To be run on a stack of its own, which keeps what this makes.
 *
 *   npm run bench
 */
const TEAMS = 200;
const LENGTH = 120;
const CALLS = 300;
const WARM_UP = 30;
const LIMIT_MS = 10;

const url = process.env.SUPABASE_DB_URL;
if (!url) throw new Error("SUPABASE_DB_URL is not set: run this by npm run bench");
const sql = postgres(url, { max: 1, onnotice: () => undefined });

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const codeOf = (number: number) => `I${LETTERS[Math.floor(number / 26)]}${LETTERS[number % 26]}`;

try {
  const [organiser] = await sql<{ id: string }[]>`
    select id from public.users where role = 'admin' order by created_at, id limit 1`;
  const reader = organiser?.id ?? "";
  for (let number = 0; number < TEAMS; number += 1) {
    const [team, member] = [randomUUID(), randomUUID()];
    await sql.begin(async (tx) => {
      await tx`insert into public.teams (id, code, name, time_zone, primary_colour, secondary_colour)
        values (${team}, ${codeOf(number)}, ${`Inbox ${number}`}, 'Europe/Zurich', '#102040', '#ffffff')`;
      await tx`insert into auth.users (id, email) values (${member}, ${`${member}@bench.test`})`;
      await tx`insert into public.users (id, team_id, role, full_name, time_zone)
        values (${member}, ${team}, 'member', 'A member', 'Europe/Zurich')`;
      await tx`insert into public.chat_messages (team_id, sender_id, content, created_at)
        select ${team}, case when n % 3 = 0 then ${reader}::uuid else ${member}::uuid end,
          'line ' || n || repeat(' and so on', n * 7 % 31), now() - (${LENGTH} - n) * interval '1 minute'
        from generate_series(1, ${LENGTH - (number % 3)}::integer) n`;
      await tx`insert into public.chat_read_cursors (team_id, user_id, last_read_seq, seen_seq, read_at)
        values (${team}, ${reader}, ${LENGTH - 20}, ${LENGTH - 20}, now())`;
      if (number % 2)
        await tx`update public.conversation_handling set assignee_id = ${reader} where team_id = ${team}`;
    });
  }
  await sql`analyze public.teams, public.conversations, public.chat_messages, public.chat_read_cursors,
    public.conversation_handling, public.users`;

  const times: number[] = [];
  await sql.begin(async (tx) => {
    await tx`select set_config('request.jwt.claims', ${JSON.stringify({ sub: reader, role: "authenticated" })}, true)`;
    await tx`set local role authenticated`;
    for (let call = 0; call < WARM_UP + CALLS; call += 1) {
      const startedAt = performance.now();
      const rows = await tx`select * from public.conversation_list()`;
      if (call >= WARM_UP) times.push(performance.now() - startedAt);
      if (rows.length < TEAMS) throw new Error(`The inbox has ${rows.length} of ${TEAMS} conversations`);
    }
  });
  console.log(summary("an inbox of 200 teams", times));
  const p95 = times.toSorted((a, b) => a - b)[Math.ceil(times.length * 0.95) - 1] ?? Number.NaN;
  if (p95 >= LIMIT_MS) throw new Error(`Its p95 is not under ${LIMIT_MS} ms`);
} finally {
  await sql.end();
}
