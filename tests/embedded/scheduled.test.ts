import { afterAll, beforeEach, describe, expect, test, vi } from "vitest";
import { publishableKey, secretKey } from "../../supabase/local/keys.ts";
import { startServices } from "../../supabase/local/services.ts";
import { cloneDatabase } from "../support/database.ts";

vi.mock("server-only", () => ({}));

/** What the scheduler calls, on a real Supabase. */
const database = await cloneDatabase();
const services = await startServices({ dbPort: database.port, database: database.name, port: 0 });
afterAll(() => services.stop());
const { owner, admin } = database;
const SWEDEN = "10000000-0000-4000-8000-000000000001";
const MIKKO = "20000000-0000-4000-8000-000000000001";
const ANNA = "20000000-0000-4000-8000-000000000003";
const SECRET = "the scheduler's own";

beforeEach(() => {
  vi.stubEnv("NEXT_PUBLIC_SUPABASE_URL", services.url);
  vi.stubEnv("NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY", publishableKey);
  vi.stubEnv("SUPABASE_SECRET_KEY", secretKey);
  vi.stubEnv("CRON_SECRET", SECRET);
});

const routes = {
  notifications: () => import("@/app/api/cron/notifications/route"),
  reminders: () => import("@/app/api/cron/reminders/route"),
  cleanup: () => import("@/app/api/cron/cleanup/route"),
};
type Route = keyof typeof routes;

async function call(route: Route, authorization: string | null = `Bearer ${SECRET}`) {
  const { GET } = await routes[route]();
  const headers = new Headers(authorization ? { authorization } : {});
  const response = await GET(new Request(`http://localhost/api/cron/${route}`, { headers }));
  return {
    status: response.status,
    cache: response.headers.get("Cache-Control"),
    body: await response.json(),
  };
}

/** So many readers, all of Sweden, for whom one event each is due: more than one batch of the delivery holds. */
async function queueForReaders(count: number): Promise<void> {
  await admin`insert into auth.users (id, email)
    select gen_random_uuid(), 'reader-' || gen_random_uuid() || '@rinkside.test' from generate_series(1, ${count})`;
  await owner.begin(async (sql) => {
    await sql`insert into public.users (id, team_id, full_name)
      select id, ${SWEDEN}, 'A reader' from auth.users where email like 'reader-%' on conflict do nothing`;
    // As if each had been told something within this minute: nothing goes out at once.
    await sql`insert into public.notification_slots (user_id, type, free_at, waiting)
      select id, 'page_published', now() + interval '1 hour', false from public.users where full_name = 'A reader'
      on conflict (user_id, type) do update set free_at = excluded.free_at`;
    await sql`insert into public.notification_queue (user_id, type, reason, page_id, link)
      select person.id, 'page_published', 'portal', page.id, '/pages/' || page.slug
      from public.users person, (select id, slug from public.pages where status = 'published' limit 1) page
      where person.full_name = 'A reader'`;
  });
  await owner`update public.notification_slots set free_at = '-infinity', next_at = now() where waiting`;
}
const told = async () => {
  const [row] = await owner<{ rows: number; items: number; readers: number }[]>`
    select count(*)::int as rows, coalesce(sum(item_count), 0)::int as items, count(distinct user_id)::int as readers
    from public.notifications where user_id in (select id from public.users where full_name = 'A reader')`;
  return row;
};
/** Of one test, those of the next are new ones. */
async function dismissReaders(): Promise<void> {
  await owner`delete from public.users where full_name = 'A reader'`;
  await admin`delete from auth.users where email like 'reader-%'`;
}

describe("every one of these routes", () => {
  test.each(Object.keys(routes) as Route[])("%s: refuses whoever has not the secret", async (route) => {
    for (const authorization of [null, "Bearer another", `Basic ${SECRET}`])
      expect(await call(route, authorization)).toMatchObject({ status: 401, body: { error: "signed_out" } });
    vi.stubEnv("CRON_SECRET", undefined);
    for (const authorization of [null, `Bearer ${SECRET}`, "Bearer undefined", "Bearer "])
      expect((await call(route, authorization)).status).toBe(401);
  });

  test.each(Object.keys(routes) as Route[])(
    "%s: says how long it took, and is kept nowhere",
    async (route) => {
      const { status, cache, body } = await call(route);
      expect([status, cache, body.ok]).toEqual([200, "no-store", true]);
      expect(body.tookMs).toBeGreaterThan(0);
    },
  );

  test("says what failed, with a status that a scheduler takes for a failure", async () => {
    vi.stubEnv("SUPABASE_SECRET_KEY", publishableKey);
    expect(await call("notifications")).toMatchObject({
      status: 500,
      body: { ok: false, delivery: { error: expect.stringContaining("deliver_notifications") } },
    });
  });
});

describe("the delivery", () => {
  test("goes on batch after batch until it is level", { timeout: 180_000 }, async () => {
    await call("notifications");
    await queueForReaders(1_100);
    expect((await call("notifications")).body).toMatchObject({
      delivery: { delivered: 1_100, dissolved: 0, elsewhere: 0, isLevel: true },
    });
    expect(await told()).toEqual({ rows: 1_100, items: 1_100, readers: 1_100 });
    expect((await call("notifications")).body).toMatchObject({ delivery: { delivered: 0, isLevel: true } });
    await dismissReaders();
  });

  test("of runs that overlap does nothing twice", { timeout: 180_000 }, async () => {
    await queueForReaders(300);
    const answers = await Promise.all([1, 2, 3, 4].map(() => call("notifications")));
    for (const { status } of answers) expect(status).toBe(200);
    const delivered = answers.map(({ body }) => body.delivery.delivered);
    expect(delivered.reduce((sum, one) => sum + one, 0)).toBe(300);
    expect(await told()).toEqual({ rows: 300, items: 300, readers: 300 });
    await dismissReaders();
  });

  test("waits for no other run, and says how much is left to it", async () => {
    await queueForReaders(3);
    await owner.begin(async (sql) => {
      await sql`select public.deliver_notifications(batch => 2)`;
      expect((await call("notifications")).body).toMatchObject({
        delivery: { delivered: 1, elsewhere: 2, isLevel: true },
      });
    });
    expect(await told()).toEqual({ rows: 3, items: 3, readers: 3 });
    await dismissReaders();
  });

  test("stops when its time is over, and the next run goes on", async () => {
    await queueForReaders(2);
    const { deliverNotifications } = await import("@/lib/notifications/scheduled");
    expect(await deliverNotifications(performance.now())).toMatchObject({ delivered: 0, isLevel: false });
    expect((await call("notifications")).body).toMatchObject({ delivery: { delivered: 2 } });
    await dismissReaders();
  });
});

describe("the reminders", () => {
  test("are queued once, however many ask and however often", async () => {
    await call("reminders");
    // Those of the demo were told just now, and a minute must lie between two.
    await owner`update public.notification_slots set free_at = '-infinity' where type = 'deadline_reminder'`;
    const [task] = await owner<{ id: string }[]>`
      insert into public.tasks (team_id, title, due_at, created_by, assignee_id, created_at)
      values (${SWEDEN}, 'Line-up', now() + interval '2 hours', ${MIKKO}, ${ANNA}, now() - interval '9 days')
      returning id`;
    const answers = await Promise.all([1, 2, 3].map(() => call("reminders")));
    const queued = answers.map(({ body }) => body.reminders.queued);
    expect(queued.reduce((sum, one) => sum + one, 0)).toBe(1);
    expect((await call("reminders")).body).toMatchObject({ reminders: { queued: 0, isLevel: true } });
    const rows = await owner`select title from public.notifications
      where user_id = ${ANNA} and type = 'deadline_reminder' and params @> ${owner.json({ items: [{ task_id: task?.id ?? "" }] })}`;
    expect(rows).toHaveLength(1);
  });
});

describe("the cleanup", () => {
  const outcomes = (count: number) =>
    owner`insert into private.notification_outcomes (event_id, user_id, type, outcome, decided_at)
      select -number, ${ANNA}, 'task_assigned', 'muted', now() - interval '31 days'
      from generate_series(1, ${count}) as number`;
  const left = async () =>
    (
      await owner<
        { count: number }[]
      >`select count(*)::int from private.notification_outcomes where event_id < 0`
    )[0]?.count;

  test("takes batch after batch, and one that was broken off goes on", { timeout: 180_000 }, async () => {
    await call("cleanup");
    await outcomes(11_000);
    await owner`select public.clean_up_notifications()`;
    expect(await left()).toBe(6_000);
    expect((await call("cleanup")).body).toMatchObject({
      files: { isLevel: true },
      notifications: { removed: 6_000, isLevel: true },
    });
    expect(await left()).toBe(0);
  });

  test("at the same time removes each row once", { timeout: 180_000 }, async () => {
    await outcomes(8_000);
    const answers = await Promise.all([1, 2, 3].map(() => call("cleanup")));
    const removed = answers.map(({ body }) => body.notifications.removed);
    expect(removed.reduce((sum, one) => sum + one, 0)).toBe(8_000);
    await call("cleanup");
    expect(await left()).toBe(0);
  });

  test("that fails at one thing does the others", async () => {
    await outcomes(5);
    await owner`alter function public.files_to_clear(integer) rename to files_to_clear_no_more`;
    await owner`notify pgrst, 'reload schema'`;
    try {
      const { status, body } = await call("cleanup");
      expect(status).toBe(500);
      expect(body).toMatchObject({
        ok: false,
        files: { error: expect.stringContaining("files_to_clear") },
        notifications: { removed: 5, isLevel: true },
      });
    } finally {
      await owner`alter function public.files_to_clear_no_more(integer) rename to files_to_clear`;
    }
  });
});
