import postgres from "postgres";
import { summary } from "./summary.ts";

/**
 * Search among 1,000,000 messages of 200 teams over 90 days, as an organiser and as a team's member, by every kind of query:
 * through the role of a signed-in person with the rights asked for, the first page and one further on. Then what keeping
 * words adds to a message that is sent. To be run on a stack of its own, which keeps what this makes.
 *
 *   npm run bench
 */
const MESSAGES = 1_000_000;
const TEAMS = 200;
const TEXTS = 20_000;
const CALLS = 40;
const LIMIT_MS = 50;

const url = process.env.SUPABASE_DB_URL;
if (!url) throw new Error("SUPABASE_DB_URL is not set: run this by npm run bench");
const sql = postgres(url, { max: 1, onnotice: () => undefined, prepare: false });

/** The words of the texts by how often they are used, as in any language: few of them nearly everywhere, most hardly ever. */
async function prepare(): Promise<void> {
  await sql`insert into public.teams (code, name, time_zone, primary_colour, secondary_colour)
    select 'S' || lpad(n::text, 3, '0'), 'Team ' || n, 'Europe/Zurich', '#102040', '#ffffff'
    from generate_series(1, ${TEAMS}::int) n`;
  await sql`create temporary table bench_teams as
    select id, row_number() over (order by code) - 1 as nth from public.teams where code ~ '^S[0-9]{3}$'`;
  await sql`create temporary table vocabulary as
    select rank, (array['ka', 'to', 'ri', 'ma', 'sö', 'nen', 'ver', 'ung'])[1 + rank % 8]
      || (array['la', 'ti', 'bus', 'ho', 'spiel', 'väg', 'pu', 'mä', 'ste', 'ck'])[1 + rank / 8 % 10]
      || (array['r', 'ns', 'en', 'ko', 'ning', 'lle', 'ssa', 'er', 'ar', 'd', 'um'])[1 + rank / 80 % 11]
      || (array['', 'a', 'ta', 'in', 'ik', 'os', 'el', 'us', 'yn', 'ett', 'ab', 'ol', 'ur', 'em', 'ig', 'ax', 'op', 'ut', 'ir', 'ey',
        'ov', 'ib', 'av', 'ek', 'yd'])[1 + rank / 880] as word
    from generate_series(0, ${TEXTS}::int) rank`;
  await sql`create index on vocabulary (rank)`;
  await sql`select setseed(0.5)`;
  await sql`create temporary table texts as
    select n, (select string_agg(word, ' ' order by place) from (
        select place, floor(${TEXTS} * power(random(), 4))::int as rank from generate_series(1, 5 + n * 7 % 21) place) as picked
      join vocabulary using (rank)) as content
    from generate_series(0, ${TEXTS - 1}::int) n`;
  await sql`create temporary table texts_with_words as
    select n, content, array_to_tsvector('{}'::text[]) || private.words_of(content, '00000000-0000-0000-0000-000000000000', 'epoch')
      as words from texts`;
  await sql`create unique index on texts_with_words (n)`;
  await sql`analyze texts_with_words`;
}

/** Words of their own: "oikea" and "vasen" are each in a third and meet 20 times; "ennen" was common until a month ago. */
const extra = sql`case when n % 3 = 0 then ' oikea' else '' end || case when n % 3 = 1 or n % 50001 = 0 then ' vasen' else '' end
  || case when n < 600000 and n % 4 = 0 then ' ennen' else '' end || case when n % 100000 = 77 then ' harvinainen' else '' end
  || case when n % 5000 = 5 then ' silloin' else '' end || case when n % 300 = 5 then ' joskus' else '' end`;

async function fill(): Promise<void> {
  await sql`alter publication supabase_realtime drop table public.chat_messages`;
  await sql`alter table public.chat_messages disable trigger user`;
  await sql`drop index private.message_words_words`;
  const [organiser] = await sql<{ id: string }[]>`
    select id from public.users where role = 'admin' order by created_at, id limit 1`;
  await sql`create temporary table bench_messages as
    select gen_random_uuid() as id, team.id as team_id, text.text, n / ${TEAMS} + 1 as seq, ${extra} as extra,
      date_trunc('second', now()) - (${MESSAGES} - n) * interval '7.776 s' as at
    from generate_series(0, ${MESSAGES - 1}::int) n
    join bench_teams team on team.nth = n % ${TEAMS}
    join (select n as text from texts_with_words) text on text.text = n::bigint * 7919 % ${TEXTS}`;
  await sql`create temporary table extras as
    select extra, to_tsvector('private.words_as_written', extra) || to_tsvector('private.words_in_finnish', extra) as words
    from (select distinct extra from bench_messages) as each`;
  await sql`insert into public.chat_messages (id, team_id, sender_id, sender_name, sender_role, content, seq, revision, created_at)
    select m.id, m.team_id, ${organiser?.id ?? ""}, 'Bench', 'admin', t.content || m.extra, m.seq, m.seq, m.at
    from bench_messages m join texts_with_words t on t.n = m.text order by m.at`;
  await sql`insert into private.message_words (message_id, team_id, written_at, words)
    select m.id, m.team_id, m.at, t.words || e.words
      || array_to_tsvector(array[private.team_mark(m.team_id), private.days_mark(private.pair_of_days(m.at))])
    from bench_messages m join texts_with_words t on t.n = m.text join extras e on e.extra = m.extra order by m.at`;
  await sql`set maintenance_work_mem = '512MB'`;
  await sql`create index message_words_words on private.message_words using gin (words) with (fastupdate = off)`;
  await sql`update public.conversations set last_seq = ${MESSAGES / TEAMS}, last_revision = ${MESSAGES / TEAMS}
    where team_id in (select id from bench_teams)`;
  await sql`alter table public.chat_messages enable trigger user`;
  await sql`alter publication supabase_realtime add table public.chat_messages`;
  await sql`drop table bench_messages`;
  await sql`vacuum analyze private.message_words`;
  await sql`vacuum analyze public.chat_messages`;
}

async function become(person: string): Promise<void> {
  await sql`select set_config('request.jwt.claims', ${JSON.stringify({ sub: person, role: "authenticated" })}, false)`;
  await sql`set role authenticated`;
}

type Kind = {
  name: string;
  query: (nth: number) => string;
  team?: (nth: number) => string;
  finds: "none" | "some";
};

async function measure({ name, query, team, finds }: Kind): Promise<number[]> {
  const times: number[] = [];
  let found = 0;
  for (let nth = 0; nth < CALLS + 3; nth++) {
    const startedAt = performance.now();
    const [row] = await sql<{ page: { messages: { id: string }[] } | null }[]>`
      select public.search_messages(${query(nth)}, ${team?.(nth) ?? null}::uuid) as page`;
    if (nth >= 3) times.push(performance.now() - startedAt);
    found += row?.page?.messages.length ?? 0;
  }
  if (found > 0 !== (finds === "some")) throw new Error(`${name}: ${found} messages were found`);
  console.log(summary(`search, ${name} (${Math.round(found / (CALLS + 3))} found)`, times));
  return times;
}

try {
  const startedAt = performance.now();
  await prepare();
  await fill();
  console.log(`${MESSAGES} messages are written in ${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
  const [size] = await sql<{ words: string; index: string }[]>`
    select pg_size_pretty(pg_total_relation_size('private.message_words')) as words,
      pg_size_pretty(pg_relation_size('private.message_words_words')) as index`;
  console.log(`The words take ${size?.words}, ${size?.index} of it the index by words`);

  const words = (await sql<{ word: string }[]>`select word from vocabulary order by rank`).map(
    ({ word }) => word,
  );
  const phrases = (
    await sql<{ content: string }[]>`select content from texts order by n limit ${CALLS + 3}`
  ).map(({ content }) => content.split(" ").slice(1, 3).join(" "));
  const teamIds = (await sql<{ id: string }[]>`select id from bench_teams order by nth`).map(({ id }) => id);
  const [organiser] = await sql<{ id: string }[]>`
    select id from public.users where role = 'admin' order by created_at, id limit 1`;
  const [member] = await sql<{ id: string }[]>`
    select id from public.users where role = 'member' and team_id is not null and deactivated_at is null order by id limit 1`;
  if (!organiser || !member) throw new Error("The demo's people are not there");
  const word = (rank: number) => words[rank] ?? "";
  const team = (nth: number) => teamIds[(nth * 37) % TEAMS] ?? "";

  const kinds: Kind[] = [
    { name: "a common word", query: (nth) => word(nth), finds: "some" },
    { name: "a middling word", query: (nth) => word(500 + nth * 13), finds: "some" },
    { name: "a word of every 300th message", query: () => "joskus", finds: "some" },
    { name: "a word of every 5,000th", query: () => "silloin", finds: "some" },
    { name: "a rare word", query: (nth) => (nth % 2 ? "harvinainen" : word(TEXTS - 1 - nth)), finds: "some" },
    { name: "a word nobody wrote", query: (nth) => `nobodywrote${nth}`, finds: "none" },
    { name: "two common words", query: (nth) => `${word(nth)} ${word(nth + 1)}`, finds: "some" },
    { name: "two common words that rarely meet", query: () => "oikea vasen", finds: "some" },
    { name: "a word that was common a month ago", query: () => "ennen", finds: "some" },
    { name: "a phrase", query: (nth) => `"${phrases[nth]}"`, finds: "some" },
    { name: "a word without another", query: (nth) => `${word(nth + 20)} -${word(nth)}`, finds: "some" },
    { name: "a word that is being typed", query: (nth) => word(300 + nth).slice(0, 4), finds: "some" },
    {
      name: "a rare word and one being typed",
      query: (nth) => `harvinainen ${word(nth).slice(0, 3)}`,
      finds: "some",
    },
    { name: "one team, a common word", query: (nth) => word(nth), team, finds: "some" },
    { name: "one team, a middling word", query: (nth) => word(300 + nth), team, finds: "some" },
    { name: "one team, a rare word", query: (nth) => word(9_000 + nth), team: () => team(0), finds: "some" },
    {
      name: "one team, two words that rarely meet",
      query: () => "oikea vasen",
      team: (nth) => team(nth),
      finds: "some",
    },
    { name: "one team, a word nobody wrote", query: (nth) => `nobodywrote${nth}`, team, finds: "none" },
  ];
  const all: number[] = [];
  await become(organiser.id);
  for (const kind of kinds) all.push(...(await measure(kind)));
  await sql`reset role`;
  await sql`update public.users set team_id = ${team(0)} where id = ${member.id}`;
  await become(member.id);
  all.push(...(await measure({ name: "a member, a common word", query: (nth) => word(nth), finds: "some" })));
  all.push(
    ...(await measure({
      name: "a member, a word nobody wrote",
      query: (nth) => `nobody${nth}`,
      finds: "none",
    })),
  );
  await sql`reset role`;
  await sql`select set_config('request.jwt.claims', '', false)`;
  console.log(summary("search, all of these", all));
  const p95 = all.toSorted((a, b) => a - b)[Math.ceil(all.length * 0.95) - 1] ?? Number.NaN;

  // The same message without and with its words, in turn.
  const sends: Record<"without" | "with", number[]> = { without: [], with: [] };
  for (const way of ["without", "with", "without", "with"] as const) {
    await sql.unsafe(
      `alter table public.chat_messages ${way === "with" ? "enable" : "disable"} trigger chat_messages_keep_words`,
    );
    for (let nth = 0; nth < 110; nth++) {
      const sentAt = performance.now();
      await sql`insert into public.chat_messages (team_id, sender_id, content)
        values (${team(1)}, ${organiser.id}, ${`${phrases[nth % CALLS]} bus to the rink leaves at ${nth}`})`;
      if (nth >= 10) sends[way].push(performance.now() - sentAt);
    }
  }
  console.log(summary("sending without words", sends.without));
  console.log(summary("sending with words", sends.with));
  if (!(p95 < LIMIT_MS)) throw new Error(`The p95 of all kinds of search is not under ${LIMIT_MS} ms`);
} finally {
  await sql.end();
}
