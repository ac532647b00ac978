import { randomUUID } from "node:crypto";
import { expect, type Page } from "@playwright/test";
import { openDatabase, userId } from "./support/database";
import { arrive } from "./support/people";
import { callScheduler } from "./support/scheduler";
import { test } from "./support/test";

/** A notification that somebody has not read, and no other test looks at. */
async function tell(sql: ReturnType<typeof openDatabase>, person: Parameters<typeof userId>[0]) {
  const id = randomUUID();
  await sql`insert into public.notifications (id, user_id, team_id, type, title, link, created_at)
    select ${id}, id, team_id, 'page_published', 'A page', '/pages', now() - interval '100 days'
    from public.users where id = ${userId(person)}`;
  return id;
}

/** Asks as a page of the site does; gives the status. */
const patch = (page: Page, id: string) =>
  page.evaluate(
    async (path) => (await fetch(path, { method: "PATCH" })).status,
    `/api/notifications/${encodeURIComponent(id)}/read`,
  );

test("a notification is marked as read by its own reader, from a page of the site, and again without effect", async ({
  browser,
}) => {
  const sql = openDatabase();
  const [own, others] = [await tell(sql, "finland"), await tell(sql, "canada")];
  const readAt = async (id: string) =>
    (await sql<{ read_at: Date | null }[]>`select read_at from public.notifications where id = ${id}`)[0]
      ?.read_at;
  try {
    const team = await arrive(browser, "finland");
    for (const foreign of [others, randomUUID(), "no-id", "../../health"])
      expect(await patch(team, foreign), foreign).toBe(404);
    expect(await readAt(others)).toBeNull();

    // From another site, and by a hand-made request without a page.
    for (const headers of [
      { origin: "https://evil.example" },
      { "sec-fetch-site": "cross-site" },
      {} as Record<string, string>,
    ])
      expect((await team.request.patch(`/api/notifications/${own}/read`, { headers })).status()).toBe(403);
    expect(await readAt(own)).toBeNull();

    expect(await patch(team, own)).toBe(200);
    const first = await readAt(own);
    expect(first).not.toBeNull();
    expect(await patch(team, own)).toBe(200);
    expect(await readAt(own)).toEqual(first);

    await team.context().clearCookies();
    expect(await patch(team, own)).toBe(401);
  } finally {
    await sql`delete from public.notifications where id in ${sql([own, others])}`;
    await sql.end();
  }
});

test("the scheduler's doors open for the secret alone, and tell what was done", async () => {
  for (const job of ["notifications", "reminders", "cleanup"] as const) {
    for (const authorization of ["", "Bearer", "Bearer wrong"])
      expect((await callScheduler(job, authorization)).status, `${job} ${authorization}`).toBe(401);
  }
  expect(await callScheduler("notifications")).toMatchObject({
    status: 200,
    body: { ok: true, delivery: { isLevel: true }, push: { isLevel: true }, tookMs: expect.any(Number) },
  });
});
