import { randomUUID } from "node:crypto";
import { expect, type Page } from "@playwright/test";
import { files } from "../support/files";
import { openDatabase, teamId, userId } from "./support/database";
import { removeDocuments } from "./support/documents";
import { arrive } from "./support/people";
import { test } from "./support/test";

const sql = openDatabase();
const CZECHIA = teamId("CZE");
const chat = `/api/chat/${CZECHIA}`;
test.afterEach(() => removeDocuments(sql, [CZECHIA]));
test.afterAll(() => sql.end());

type Answer = { status: number; body: Record<string, unknown> };

/** Asks as a page of the site does. */
const ask = (page: Page, path: string, post?: object): Promise<Answer> =>
  page.evaluate(
    async ([address, body]) => {
      const response = await fetch(address, {
        ...(body && { method: "POST", headers: { "Content-Type": "application/json" }, body }),
      });
      return { status: response.status, body: await response.json().catch(() => null) };
    },
    [path, post ? JSON.stringify(post) : ""] as const,
  );
const seqs = ({ body }: Answer) => (body.messages as { seq: number }[]).map(({ seq }) => seq);
const send = async (page: Page, draft: object): Promise<Record<string, unknown>> => {
  const { status, body } = await ask(page, `${chat}/messages`, {
    id: randomUUID(),
    senderId: userId("czechia"),
    content: "The rink.",
    ...draft,
  });
  expect(status).toBe(200);
  return body.message as Record<string, unknown>;
};

test("a conversation is read from any place on, and by nobody else", async ({ browser }) => {
  const team = await arrive(browser, "czechia");
  const { seq } = await send(team, { content: "Read from here." });
  const last = seq as number;
  const around = await ask(team, `${chat}/window?around=${last}`);
  expect(around).toMatchObject({ status: 200, body: { last_seq: last, topic: `team:${CZECHIA}` } });
  expect(seqs(around).at(-1)).toBe(last);
  const after = await ask(team, `${chat}/following?after=${last - 1}`);
  expect(after).toMatchObject({
    status: 200,
    body: [{ seq: last, content: "Read from here.", documents: [] }],
  });
  for (const odd of ["window", "window?around=0", "window?around=x", "following?after=2147483648"])
    expect((await ask(team, `${chat}/${odd}`)).status, odd).toBe(400);

  const foreign = await arrive(browser, "finland");
  for (const path of [`window?around=1`, "readers"])
    expect((await ask(foreign, `${chat}/${path}`)).status, path).toBe(404);
  expect((await ask(foreign, `${chat}/following?after=1`)).body).toEqual([]);
  expect((await ask(foreign, `${chat}/unread`, { from: 1 })).status).toBe(404);
  expect((await ask(foreign, `${chat}/references`, {})).status).toBe(404);
  await foreign.context().clearCookies();
  for (const path of [`window?around=1`, `following?after=1`, "readers"])
    expect((await ask(foreign, `${chat}/${path}`)).status, path).toBe(401);
});

test("what was read is marked as unread again, from a page of the site alone", async ({ browser }) => {
  const team = await arrive(browser, "czechia");
  const last = (await send(team, { content: "Unread from here." })).seq as number;
  await expect
    .poll(async () => (await ask(team, `${chat}/read`, { seq: last })).status, { timeout: 10_000 })
    .toBe(200);
  expect(await ask(team, `${chat}/unread`, { from: last })).toEqual({
    status: 200,
    body: { last_read_seq: last - 1 },
  });
  const readers = await ask(team, `${chat}/readers`);
  expect(readers.body).toContainEqual(
    expect.objectContaining({ name: "Petr Novák", role: "member", seen_seq: last }),
  );
  const elsewhere: Record<string, string>[] = [
    { origin: "https://evil.example" },
    { "sec-fetch-site": "cross-site" },
  ];
  for (const headers of elsewhere) {
    const hand = { headers, data: { from: 1 } };
    expect((await team.request.post(`${chat}/unread`, hand)).status()).toBe(403);
  }
  expect((await ask(team, `${chat}/unread`, { from: 0 })).status).toBe(400);
});

test("a picture is sent with a message, shows in the page, and is told with its state", async ({
  browser,
}) => {
  const team = await arrive(browser, "czechia");
  const picture = files.png ?? Buffer.alloc(0);
  const offer = await ask(team, "/api/documents", { team: CZECHIA, name: "Rink.png", size: picture.length });
  const { id, url, mimeType } = offer.body as { id: string; url: string; mimeType: string };
  const stored = await team.request.put(url, { data: picture, headers: { "Content-Type": mimeType } });
  expect(stored.ok()).toBe(true);
  const confirmation = { team: CZECHIA, name: "Rink.png", forMessage: true };
  expect((await ask(team, `/api/documents/${id}/confirm`, confirmation)).status).toBe(200);

  // Until it is sent nobody else finds it.
  const organiser = await arrive(browser, "admin");
  const shown = `/api/documents/${id}?inline`;
  expect((await organiser.request.get(shown)).status()).toBe(404);
  const message = await send(team, { documents: [id] });
  expect(message).toMatchObject({
    content: "The rink.",
    documents: [
      { id, name: "Rink.png", mime_type: "image/png", size_bytes: picture.length, width: 1, height: 1 },
    ],
  });
  expect(await send(team, { id: message.id, documents: [id] })).toEqual(message);

  // Under the page's own policy for pictures.
  const sides = await organiser.evaluate(async (address) => {
    const image = new Image();
    image.src = address;
    await image.decode();
    return [image.naturalWidth, image.naturalHeight];
  }, shown);
  expect(sides).toEqual([1, 1]);
  const look = (address: string) => organiser.request.get(address, { maxRedirects: 0 });
  expect((await look(shown)).headers()["cache-control"]).toBe("private, max-age=240");
  const download = await look(`/api/documents/${id}`);
  expect(download.headers()["cache-control"]).toBe("no-store");
  expect(download.headers().location).toContain("download=");

  const referred = { documents: [id, randomUUID()] };
  const references = await ask(organiser, `${chat}/references`, referred);
  expect(references).toMatchObject({
    status: 200,
    body: { tasks: [], documents: [{ id, name: "Rink.png" }] },
  });
  const tooMany = { documents: Array.from({ length: 51 }, () => randomUUID()) };
  expect((await ask(organiser, `${chat}/references`, tooMany)).status).toBe(400);
});
