import { randomUUID } from "node:crypto";
import { chromium, type Page } from "@playwright/test";
import postgres from "postgres";
import { openConversation, signIn } from "../e2e/support/people.ts";
import { launchOptions } from "../support/chromium.ts";
import { summary } from "./summary.ts";

/**
 * Opening a conversation of 10,000 messages as against one of 100, in turn, the production build on one machine: from
 * going there until the newest message is in view and the conversation is live. Then the rows that are in the page while
 * one scrolls through all 10,000, up and down again.
 *
 *   npm run bench
 */
const LONG = 10_000;
const SHORT = 100;
const ROUNDS = 15;
const MOST_ROWS = 150;
const site = `http://localhost:${process.env.PORT ?? 3000}`;

const url = process.env.SUPABASE_DB_URL;
if (!url) throw new Error("SUPABASE_DB_URL is not set: run this by npm run bench");
const sql = postgres(url, { max: 1, onnotice: () => undefined });
const [organiser] = await sql<{ id: string }[]>`
  select id from public.users where role = 'admin' order by created_at limit 1`;

/** A new team with a conversation of so many messages, all of them read by everybody. */
async function teamWith(code: string, length: number): Promise<void> {
  const id = randomUUID();
  await sql`insert into public.teams (id, code, name, time_zone, primary_colour, secondary_colour)
    values (${id}, ${code}, ${code}, 'Europe/Zurich', '#102040', '#ffffff')`;
  await sql`insert into public.chat_messages (team_id, sender_id, content, created_at)
    select ${id}, ${organiser?.id ?? ""}, 'line ' || n || repeat(' and so on', n * 7 % 31),
      now() - (${length} - n) * interval '1 minute' from generate_series(1, ${length}::integer) n`;
  await sql`insert into public.chat_read_cursors (team_id, user_id, last_read_seq, seen_seq, read_at)
    select ${id}, id, ${length}, ${length}, now() from public.users where role = 'admin'`;
}

async function timeToOpen(page: Page, code: string, last: number): Promise<number> {
  const startedAt = performance.now();
  await page.goto(`/chat/${code}`, { waitUntil: "commit" });
  await page.locator(`li[data-seq="${last}"]`).waitFor();
  await page.locator("[data-liveness=live]").waitFor();
  return performance.now() - startedAt;
}

/** Scrolls three screens with every frame until a row is in the page; gives the most rows that any frame had. */
function mostRowsUntil(page: Page, direction: -1 | 1, seq: number): Promise<number> {
  return page.evaluate(
    ([direction, seq]) =>
      new Promise<number>((resolve) => {
        let most = 0;
        const scroll = () => {
          const list = document.querySelector("section[aria-label='Messages']");
          if (!list) throw new Error("There is no list of messages");
          most = Math.max(most, list.querySelectorAll("li[data-seq]").length);
          if (list.querySelector(`li[data-seq="${seq}"]`)) return resolve(most);
          list.scrollTop += direction * 3 * list.clientHeight;
          requestAnimationFrame(scroll);
        };
        scroll();
      }),
    [direction, seq] as const,
  );
}

const median = (times: number[]) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;

const browser = await chromium.launch(await launchOptions());
try {
  await teamWith("LNG", LONG);
  await teamWith("SHT", SHORT);
  const context = await browser.newContext({ baseURL: site, viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await signIn(page, "admin");
  await openConversation(page, "SHT");
  await openConversation(page, "LNG");

  const times: { long: number[]; short: number[] } = { long: [], short: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    times.long.push(await timeToOpen(page, "LNG", LONG));
    times.short.push(await timeToOpen(page, "SHT", SHORT));
  }
  console.log(summary("open 10,000 messages", times.long));
  console.log(summary("open 100 messages", times.short));
  const ratios = times.long.map((long, round) => long / (times.short[round] ?? long)).sort((a, b) => a - b);
  const ratio = median(times.long) / median(times.short);
  console.log(
    `ratio of the medians     ${ratio.toFixed(2)}  (round by round ${ratios[0]?.toFixed(2)} to ${ratios.at(-1)?.toFixed(2)}; wanted: under 1.2)`,
  );

  await openConversation(page, "LNG");
  const startedAt = performance.now();
  const up = await mostRowsUntil(page, -1, 1);
  const down = await mostRowsUntil(page, 1, LONG);
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(0);
  console.log(
    `rows while scrolling     at most ${Math.max(up, down)} of 10,000, up and down in ${seconds} s (wanted: under ${MOST_ROWS})`,
  );
  if (Math.max(up, down) >= MOST_ROWS) throw new Error("Too many rows were in the page while scrolling");
} finally {
  await browser.close();
  await sql.end();
}
