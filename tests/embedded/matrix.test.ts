import postgres from "postgres";
import { renderToReadableStream } from "react-dom/server";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import TasksPage from "@/app/(portal)/tasks/page";
import { Texts } from "@/components/ui/texts";
import { catalogueOf } from "@/lib/i18n/catalogue";
import { supabaseForSession } from "@/lib/supabase/server";
import { databaseUrl } from "../../supabase/local/database.ts";
import { cloneDatabase } from "../support/database.ts";
import { startServices } from "../support/stack.ts";

/** What the page asks of Supabase, and Postgres of itself, for the matrix of a whole tournament. */
const TEAMS = 40;
const REQUIREMENTS = 50;

const jar = vi.hoisted(() => new Map<string, string>());
vi.mock("server-only", () => ({}));
vi.mock("next/headers", () => ({
  headers: async () => new Headers(),
  cookies: async () => ({
    getAll: () => [...jar].map(([name, value]) => ({ name, value })),
    set: (name: string, value: string) => jar.set(name, value),
  }),
}));
// It listens in the browser, and has nothing to show.
vi.mock("@/components/live/refresh-on", () => ({ RefreshOn: () => null }));

const database = await cloneDatabase();
const services = await startServices(database);
const organiser = { id: "20000000-0000-4000-8000-000000000001" };

beforeAll(async () => {
  vi.stubEnv("NEXT_PUBLIC_SUPABASE_URL", services.url);
  vi.stubEnv("NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY", services.publishableKey);
  const { error } = await (await supabaseForSession()).auth.signInWithPassword({
    email: "admin@rinkside.test",
    password: "rinkside-demo",
  });
  expect(error).toBeNull();
});
afterAll(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

async function fill(teams: number, requirements: number) {
  const { owner, as } = database;
  await owner`update public.requirements set withdrawn_at = now() where withdrawn_at is null`;
  await owner`insert into public.teams (code, name)
    select 'Q' || n, 'Team ' || n from generate_series(1, ${teams} - (select count(*)::integer from public.teams)) as n`;
  for (let number = 1; number <= requirements; number++) {
    await as(
      organiser,
      (sql) => sql`select public.ask_teams(gen_random_uuid(), ${`Requirement ${number}`}, '',
        now() + ${number} * interval '1 hour', (select array_agg(id) from public.teams))`,
    );
  }
}

/** Renders /tasks as the organiser has it, and says what was asked of Supabase meanwhile. */
async function render() {
  const asked: string[] = [];
  const { fetch } = globalThis;
  vi.stubGlobal("fetch", (input: RequestInfo | URL, init?: RequestInit) => {
    asked.push(new URL(input instanceof Request ? input.url : input).pathname);
    return fetch(input, init);
  });
  const { locale, messages } = catalogueOf("en");
  const page = await TasksPage({ params: Promise.resolve({}), searchParams: Promise.resolve({}) });
  const texts = { locale, messages, timeZone: "Europe/Zurich", now: new Date() };
  const stream = await renderToReadableStream(Texts({ ...texts, children: page }));
  await stream.allReady;
  const html = await new Response(stream).text();
  vi.stubGlobal("fetch", fetch);
  const table = html.slice(html.indexOf("<table"), html.indexOf("</table>"));
  return { asked: asked.toSorted(), cells: table.split(/href="\/tasks\/[0-9a-f]{8}-/).length - 1 };
}

/** How many statements Postgres runs for the matrix, those within functions too. */
async function statements(): Promise<number> {
  let count = 0;
  const sql = postgres(databaseUrl("supabase_admin", database.port, database.name), {
    max: 1,
    onnotice: ({ message }) => {
      if (message?.startsWith("duration:")) count += 1;
    },
  });
  await sql`load 'auto_explain'`;
  await sql`select set_config('request.jwt.claims', ${JSON.stringify({ sub: organiser.id })}, false)`;
  await sql.unsafe(`set auto_explain.log_min_duration = 0; set auto_explain.log_nested_statements = on;
    set client_min_messages = log`);
  count = 0;
  await sql`select public.requirement_matrix()`;
  await sql.end();
  return count;
}

test("a matrix of 40 teams and 50 requirements costs what one of a few costs: no question for each cell", async () => {
  const few = await statements();
  const demo = await render();
  expect(demo.cells).toBeGreaterThan(0);

  await fill(TEAMS, REQUIREMENTS);
  const whole = await render();
  expect(whole.cells).toBe(TEAMS * REQUIREMENTS);
  expect(whole.asked).toEqual(demo.asked);
  expect(whole.asked).toEqual([
    "/rest/v1/rpc/my_profile",
    "/rest/v1/rpc/requirement_matrix",
    "/rest/v1/tournament",
  ]);
  expect(await statements()).toBe(few);
  expect(few).toBeLessThan(10);
}, 120_000);
