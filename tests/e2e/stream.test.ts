import { request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { expect, type Page } from "@playwright/test";
import { openDatabase, teamId, userId } from "./support/database";
import { startOwnSite } from "./support/own-site";
import { arrive, openConversation, signIn, write } from "./support/people";
import { test } from "./support/test";

const SWEDEN = `team:${teamId("SWE")}`;

type Stream = { status: number; text: string; ended: boolean };

/** Opens a stream from the page, as a script of ours would, and keeps what comes with the time it came at. */
async function listen(page: Page, ...topics: string[]): Promise<() => Promise<Stream>> {
  const query = topics.map(encodeURIComponent).join(",");
  const stream = await page.evaluateHandle(async (query) => {
    const response = await fetch(`/api/stream?topics=${query}`);
    const stream = { status: response.status, text: "", ended: false };
    const read = async () => {
      const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
      for (;;) {
        const { done, value } = (await reader?.read()) ?? { done: true, value: "" };
        if (done) break;
        stream.text += value;
      }
      stream.ended = true;
    };
    void read();
    return stream;
  }, query);
  return () => stream.jsonValue();
}

const live = (topic: string) => `event: status\ndata: {"topic":"${topic}","status":"live"}\n\n`;

test("a page hears over the stream what is written", async ({ browser }) => {
  const [team, organiser] = [await arrive(browser, "sweden"), await arrive(browser, "admin")];
  await openConversation(organiser, "SWE");
  const sql = openDatabase();
  try {
    const [row] = await sql<{ topic: string }[]>`select private.team_topic(${teamId("SWE")}) as topic`;
    const topic = row?.topic ?? "";
    const stream = await listen(team, topic, `user:${userId("sweden")}`, "portal");
    await expect.poll(async () => (await stream()).text).toContain(live(topic));
    await write(organiser, "By another way");
    await expect
      .poll(async () => (await stream()).text)
      .toMatch(/event: message\ndata: \{"topic":"team:[^\n]+"By another way"[^\n]+\}\n\n/);
  } finally {
    await sql.end();
  }
});

test("what is not the reader's is refused, and nothing of it is heard", async ({ browser }) => {
  const team = await arrive(browser, "sweden2");
  const stream = await listen(team, `team:${teamId("FIN")}`, "admin", "portal");
  await expect.poll(async () => (await stream()).text).toContain(live("portal"));
  await expect.poll(async () => (await stream()).text).toContain('"admin","status":"refused"');
  await expect.poll(async () => (await stream()).text).toContain(`${teamId("FIN")}","status":"refused"`);
  const sql = openDatabase();
  await sql`select realtime.send('{}', 'message', ${`team:${teamId("FIN")}`})`;
  await sql`select realtime.send('{}', 'changed', 'portal')`;
  await sql.end();
  await expect.poll(async () => (await stream()).text).toContain("event: message");
  expect((await stream()).text.match(/event: message\ndata: \{"topic":"([^"]+)"/g)).toHaveLength(1);
});

test("the stream is for signed-in readers, pages of ours, and topics that there are", async ({
  browser,
  request,
}) => {
  const own = { "Sec-Fetch-Site": "same-origin" };
  expect((await request.get("/api/stream?topics=portal", { headers: own })).status()).toBe(401);
  const team = await arrive(browser, "sweden");
  const status = async (address: string, headers: Record<string, string> = own) =>
    (await team.request.get(address, { headers })).status();
  expect(await status("/api/stream?topics=portal", { "Sec-Fetch-Site": "cross-site" })).toBe(403);
  expect(await status("/api/stream?topics=portal", { Origin: "https://elsewhere.test" })).toBe(403);
  for (const topics of ["", "?topics=", "?topics=everything", "?topics=portal,realtime:admin"]) {
    expect(await status(`/api/stream${topics}`), topics).toBe(400);
  }
});

for (const session of ["fresh", "due to be renewed"]) {
  test(`its first byte comes at once to a browser that takes compressed answers: the session is ${session}`, async ({
    page,
    baseURL,
  }) => {
    await signIn(page, "sweden");
    const [cookie] = (await page.context().cookies()).filter(({ name }) => name === "rinkside-session");
    const value = session === "fresh" ? cookie?.value : dueNow(cookie?.value ?? "");
    const headers = {
      Cookie: `rinkside-session=${value}`,
      "Sec-Fetch-Site": "same-origin",
      "Accept-Encoding": "gzip, deflate, br",
    };
    const asked = performance.now();
    const first = await new Promise<{ headers: IncomingHttpHeaders; text: string }>((resolve, reject) => {
      const asking = httpRequest(`${baseURL}/api/stream?topics=portal`, { headers }, (response) => {
        response.once("data", (bytes: Buffer) => {
          resolve({ headers: response.headers, text: bytes.toString() });
          asking.destroy();
        });
      });
      asking.on("error", reject).end();
    });
    expect(first.text).toMatch(/^: open\n\n/);
    expect(performance.now() - asked).toBeLessThan(1_000);
    expect(first.headers["content-type"]).toBe("text/event-stream; charset=utf-8");
    expect(first.headers["cache-control"]).toMatch(/no-cache.*no-transform/);
    expect(first.headers["x-accel-buffering"]).toBe("no");
    expect(first.headers).not.toHaveProperty("content-encoding");
    expect("set-cookie" in first.headers).toBe(session !== "fresh");
  });
}

/** A session cookie that says of itself that its token is about to end. */
function dueNow(cookie: string): string {
  const session = JSON.parse(Buffer.from(cookie.replace("base64-", ""), "base64url").toString());
  const due = { ...session, expires_at: Math.floor(Date.now() / 1000) + 30 };
  return `base64-${Buffer.from(JSON.stringify(due)).toString("base64url")}`;
}

test("a site that is told to stop says so on every stream, and stops", async ({ browser }) => {
  const site = await startOwnSite();
  const context = await browser.newContext({ baseURL: site.url });
  const page = await context.newPage();
  await signIn(page, "sweden");
  // A page without requests of its own: an answer that is just under way keeps its connection for Node's 5 s.
  await page.goto("/api/health");
  const streams = await Promise.all([1, 2, 3].map(() => listen(page, SWEDEN, "portal")));
  for (const stream of streams)
    await expect.poll(async () => (await stream()).text).toContain(live("portal"));
  const took = await site.stop();
  test.info().annotations.push({ type: "stopped after", description: `${Math.round(took)} ms` });
  for (const stream of streams) {
    await expect.poll(async () => (await stream()).ended).toBe(true);
    expect((await stream()).text).toMatch(/event: end\ndata: \{"reason":"shutdown"\}\n\n$/);
  }
  expect(took).toBeLessThan(2_000);
  await context.close();
});
