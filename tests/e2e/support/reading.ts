import { expect, type Page } from "@playwright/test";
import { type openDatabase, teamId, userId } from "./database";

type Database = ReturnType<typeof openDatabase>;

/** How long the conversation is that is brought in. */
const LENGTH = 10_000;

/** A long conversation of one team, brought in as history once: lines of different lengths, by two organisers in turn. */
export async function bringInHistory(sql: Database, team: "AUT"): Promise<void> {
  await sql`insert into public.chat_messages (team_id, sender_id, content, created_at)
    select ${teamId(team)}, case when n / 3 % 2 = 0 then ${userId("admin")}::uuid else ${userId("admin2")}::uuid end,
      'line ' || n || repeat(' and so on', n * 7 % 31), now() - (${LENGTH} - n + 60) * interval '1 minute'
    from generate_series(${(await lastSeq(sql, team)) + 1}::integer, ${LENGTH}::integer) n`;
}

/** The place of the newest message. */
export async function lastSeq(sql: Database, team: "AUT"): Promise<number> {
  const [head] = await sql<{ last_seq: number }[]>`
    select last_seq from public.conversations where team_id = ${teamId(team)}`;
  return head?.last_seq ?? 0;
}

/** A short conversation of rows that become taller than half a screen towards its end. */
export async function bringInTall(sql: Database, team: "NOR"): Promise<void> {
  await sql`insert into public.chat_messages (team_id, sender_id, content, created_at)
    select ${teamId(team)}, ${userId("admin")}::uuid,
      'line ' || n || case when n > 14 then repeat(E'\\nand another', 18) else '' end,
      now() - (60 - n) * interval '1 minute'
    from generate_series(1, 22) n`;
}

/** Puts the cursor of a reader where they have read up to; null: they have never been there. */
export async function readUpTo(
  sql: Database,
  person: "admin" | "admin2",
  team: "AUT",
  seq: number | null,
): Promise<void> {
  const reader = userId(person);
  await sql`delete from public.chat_read_cursors where team_id = ${teamId(team)} and user_id = ${reader}`;
  if (seq !== null)
    await sql`insert into public.chat_read_cursors (team_id, user_id, last_read_seq, seen_seq, read_at)
      values (${teamId(team)}, ${reader}, ${seq}, ${seq}, now() - interval '1 hour')`;
}

export async function cursorOf(sql: Database, person: "admin" | "admin2", team: "AUT"): Promise<number> {
  const [row] = await sql<{ last_read_seq: number }[]>`
    select last_read_seq from public.chat_read_cursors
    where team_id = ${teamId(team)} and user_id = ${userId(person)}`;
  return row?.last_read_seq ?? 0;
}

/** Scrolls by the wheel until a row is in view. */
export async function scrollToRow(page: Page, seq: number): Promise<void> {
  await region(page).hover();
  await expect(async () => {
    const rows = await inView(page);
    const isAbove = seq < (rows[0] ?? 0);
    if (rows.includes(seq)) return;
    await page.mouse.wheel(0, isAbove ? -700 : 700);
    expect(rows).toContain(seq);
  }).toPass({ intervals: [0], timeout: 30_000 });
}

export const region = (page: Page) => page.getByRole("region", { name: "Messages" });

export const row = (page: Page, seq: number) => page.locator(`li[data-seq="${seq}"]`);

/** How far below the upper edge of the list a row stands. */
export async function topOf(page: Page, seq: number): Promise<number> {
  const [list, box] = [await region(page).boundingBox(), await row(page, seq).boundingBox()];
  if (!list || !box) throw new Error(`#${seq} is not there`);
  return box.y - list.y;
}

/** The places of the rows that are in view now. */
export function inView(page: Page): Promise<number[]> {
  return region(page).evaluate((list) => {
    const { top, bottom } = list.getBoundingClientRect();
    return [...list.querySelectorAll("li[data-seq]")]
      .filter((one) => one.getBoundingClientRect().bottom > top && one.getBoundingClientRect().top < bottom)
      .map((one) => Number(one.getAttribute("data-seq")));
  });
}

declare const scheduler: { postTask(task: () => void, options: { priority: string }): Promise<void> };

/**
 * Notes after each frame where every row in view stands, from the first one that is painted on. The rows are told as
 * `{ seq: top }`, frame by frame, the same ones once.
 */
export async function watchFrames(page: Page): Promise<() => Promise<Record<string, number>[]>> {
  await page.addInitScript(() => {
    const frames: string[] = [];
    Object.assign(window, { frames });
    const look = () => {
      const list = document.querySelector("section[aria-label='Messages']");
      if (list && document.readyState !== "loading") {
        const { top, bottom } = list.getBoundingClientRect();
        const shown: Record<string, number> = {};
        for (const one of list.querySelectorAll<HTMLElement>("li[data-seq]")) {
          const box = one.getBoundingClientRect();
          const isShown = getComputedStyle(one).visibility === "visible";
          if (isShown && box.bottom > top && box.top < bottom)
            shown[one.dataset.seq ?? ""] = Math.round(box.top - top);
        }
        const frame = JSON.stringify(shown);
        if (frames.at(-1) !== frame) frames.push(frame);
      }
      // After a frame has been painted, and before anything else: what is put right until the next one nobody sees.
      requestAnimationFrame(() => void scheduler.postTask(look, { priority: "user-blocking" }));
    };
    look();
  });
  return () =>
    page.evaluate(() => (window as unknown as { frames: string[] }).frames.map((frame) => JSON.parse(frame)));
}
