import { beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "../../support/database.ts";
import { sent } from "../support/chat.ts";
import { openDatabase } from "../support/database.ts";
import { mikko, teams } from "../support/demo.ts";
import { saidDuring } from "../support/live.ts";
import { deliver, later, type Notification, notificationsOf, queue } from "../support/notifications.ts";
import { enrolMember, enrolOrganiser, type Person } from "../support/people.ts";
import { forgetTold } from "../support/told.ts";

const database = await openDatabase();
const { owner, as } = database;
let reader: Person;
let other: Person;
beforeEach(async () => {
  reader = await enrolMember(database, teams.sweden);
  other = await enrolMember(database, teams.sweden);
  await forgetTold(database);
});

/** A notification for each of these minutes past noon, the first of them the oldest. */
async function told(
  who: Person,
  minutes: number[],
  { type = "page_published", team = teams.sweden }: { type?: string; team?: string | null } = {},
): Promise<string[]> {
  const rows = await owner<{ id: string }[]>`
    insert into public.notifications (user_id, team_id, type, title, link, created_at)
    select ${who.id}, ${team}, ${type}, 'New page: ' || minute, '/pages/' || minute,
      '2026-01-01 12:00Z'::timestamptz + minute * interval '1 minute'
    from unnest(${minutes}::int[]) with ordinality as each (minute, place) order by place returning id`;
  return rows.map(({ id }) => id);
}

async function ask<T>(actor: Actor, expression: string): Promise<T> {
  const [row] = await as(actor, (sql) => sql.unsafe<{ given: T }[]>(`select ${expression} as given`));
  if (!row) throw new Error("Nothing came back");
  return row.given;
}
const list = async (who: Person, options = "") =>
  (await ask<{ title: string }[]>(who, `public.notification_list(${options})`)).map(({ title }) =>
    title.slice(10),
  );
const unread = (who: Person) => ask<number>(who, "public.unread_notification_count()");
const unreadTold = (said: { topic: string; event: string; payload: Record<string, unknown> }[]) =>
  said.filter(({ event }) => event === "unread").map(({ topic, payload }) => [topic, payload.count]);

describe("the list", () => {
  test("has the newest first, one's own alone, in pages without gap or double", async () => {
    await told(reader, [1, 2, 3, 3, 3, 4, 5]);
    await told(other, [6]);
    const seen: string[] = [];
    let after = "";
    for (;;) {
      const page = await ask<{ id: string; title: string; created_at: string }[]>(
        reader,
        `public.notification_list(page_size => 2 ${after})`,
      );
      seen.push(...page.map(({ title }) => title.slice(10)));
      const last = page.at(-1);
      if (!last) break;
      after = `, before_created_at => '${last.created_at}', before_id => '${last.id}'`;
    }
    expect(seen).toEqual(["5", "4", "3", "3", "3", "2", "1"]);
  });

  test("is narrowed to what is unread, and to types", async () => {
    const [first] = await told(reader, [1, 2]);
    await told(reader, [3], { type: "task_comment" });
    await ask(reader, `public.read_notification('${first}')`);
    expect(await list(reader, "only_unread => true")).toEqual(["3", "2"]);
    expect(await list(reader, "wanted => '{page_published}'")).toEqual(["2", "1"]);
    expect(await list(reader, "only_unread => true, wanted => '{page_published}'")).toEqual(["2"]);
  });

  test("has no more than 200 at once, whatever is asked for", async () => {
    await told(
      reader,
      Array.from({ length: 210 }, (_, index) => index),
    );
    expect(await list(reader, "page_size => 100000")).toHaveLength(200);
    expect(await list(reader, "page_size => null")).toHaveLength(50);
  });
});

describe("whoever moves", () => {
  test("leaves what they were told behind, and finds it when they come back", async () => {
    const [id] = await told(reader, [1]);
    const move = (team: string) => owner`update public.users set team_id = ${team} where id = ${reader.id}`;
    const said = await saidDuring(database, () => move(teams.finland));
    expect(unreadTold(said)).toEqual([[`user:${reader.id}`, 0]]);
    expect(await list(reader)).toEqual([]);
    expect(await unread(reader)).toBe(0);
    expect(await ask(reader, "cardinality(public.read_all_notifications())")).toBe(0);
    await expect(ask(reader, `public.read_notification('${id}')`)).rejects.toMatchObject({ code: "PT404" });
    await move(teams.sweden);
    expect(await list(reader)).toEqual(["1"]);
  });

  test("is deactivated sees nothing", async () => {
    await told(reader, [1]);
    await owner`update public.users set deactivated_at = now() where id = ${reader.id}`;
    expect(await list(reader)).toEqual([]);
  });
});

describe("reading one", () => {
  test("marks it, answers with it, and tells the reader's screens how many are left", async () => {
    const [first] = await told(reader, [1, 2]);
    let read: { id: string; read_at: string } | undefined;
    const said = await saidDuring(database, async () => {
      read = await ask(reader, `public.read_notification('${first}')`);
    });
    expect(read).toMatchObject({ id: first, read_at: expect.any(String) });
    expect(unreadTold(said)).toEqual([[`user:${reader.id}`, 1]]);
  });

  test("a second time changes nothing, and tells nothing", async () => {
    const [id] = await told(reader, [1]);
    const first = await ask<{ read_at: string }>(reader, `public.read_notification('${id}')`);
    let again: unknown;
    const said = await saidDuring(database, async () => {
      again = await ask(reader, `public.read_notification('${id}')`);
    });
    expect(again).toEqual(first);
    expect(said).toEqual([]);
  });

  test("that is another's, or none, looks the same: there is none", async () => {
    const [id] = await told(other, [1]);
    for (const wanted of [id, crypto.randomUUID()]) {
      await expect(ask(reader, `public.read_notification('${wanted}')`)).rejects.toMatchObject({
        code: "PT404",
        message: "There is no such notification",
      });
    }
    expect(await unread(other)).toBe(1);
  });
});

describe("reading all", () => {
  test("marks what had come up to a moment, and can be undone", async () => {
    const [first, second, third] = await told(reader, [1, 2, 3]);
    await ask(reader, `public.read_notification('${first}')`);
    await told(other, [1]);
    const said = await saidDuring(database, async () => {
      const read = await ask<string[]>(reader, "public.read_all_notifications('2026-01-01 12:02Z')");
      expect(read).toEqual([second]);
    });
    expect(unreadTold(said)).toEqual([[`user:${reader.id}`, 1]]);
    expect(await ask(reader, "public.read_all_notifications()")).toEqual([third]);
    expect(await unread(reader)).toBe(0);
    const undone = await saidDuring(database, async () => {
      expect(await ask(reader, `public.unread_notifications('{${second},${third}}')`)).toBe(2);
    });
    expect(unreadTold(undone)).toEqual([[`user:${reader.id}`, 2]]);
    expect(await unread(other)).toBe(1);
  });

  test("touches nothing of others when it is undone", async () => {
    const [theirs] = await told(other, [1]);
    await ask(other, `public.read_notification('${theirs}')`);
    expect(await ask(reader, `public.unread_notifications('{${theirs}}')`)).toBe(0);
    expect(await unread(other)).toBe(0);
  });

  test("of nothing tells nothing", async () => {
    expect(await saidDuring(database, () => ask(reader, "public.read_all_notifications()"))).toEqual([]);
  });
});

describe("reading a conversation", () => {
  const tell = async (who: Person, messages: { id: string; team_id: string }[]) => {
    await forgetTold(database);
    const at = later(new Date(), 2);
    await queue(
      owner,
      who,
      messages.map(({ id, team_id }) => ({
        type: "chat_message",
        team: team_id,
        message: id,
        at,
      })),
    );
    await deliver(database, later(new Date(), 3));
  };
  const unreadOf = async (who: Person) =>
    (await notificationsOf(database, who)).filter(({ read_at }) => read_at === null).length;
  const mark = (who: Person, team: string, seq: number) =>
    owner`update public.chat_read_cursors set read_at = '-infinity' where user_id = ${who.id}`.then(() =>
      ask(who, `public.mark_read('${team}', ${seq})`),
    );

  test("reads what was told of it, up to the place", async () => {
    const messages = [
      await sent(database, "service_role", teams.sweden, { sender: mikko }),
      await sent(database, "service_role", teams.sweden, { sender: mikko }),
    ];
    const [first, second] = messages;
    if (!first || !second) throw new Error("There are no messages");
    await owner`delete from public.chat_read_cursors`;
    await tell(reader, messages);
    await owner`delete from public.chat_read_cursors`;
    await mark(reader, teams.sweden, first.seq);
    expect(await unreadOf(reader)).toBe(1);
    const said = await saidDuring(database, () => mark(reader, teams.sweden, second.seq));
    expect(await unreadOf(reader)).toBe(0);
    expect(unreadTold(said)).toEqual([[`user:${reader.id}`, 0]]);
  });

  test("reads what was told of several when all of them are read", async () => {
    const organiser = await enrolOrganiser(database);
    const [finn] = await owner<
      Person[]
    >`select id from public.users where team_id = ${teams.finland} limit 1`;
    const ours = await sent(database, "service_role", teams.sweden, { sender: reader });
    const theirs = await sent(database, "service_role", teams.finland, { sender: finn ?? reader });
    await owner`delete from public.chat_read_cursors`;
    await tell(organiser, [ours, theirs]);
    await mark(organiser, teams.sweden, ours.seq);
    expect(await unreadOf(organiser)).toBe(1);
    await mark(organiser, teams.finland, theirs.seq);
    expect(await unreadOf(organiser)).toBe(0);
  });

  test("leaves what was told of another, and marked as unread", async () => {
    const organiser = await enrolOrganiser(database);
    const ours = await sent(database, "service_role", teams.sweden, { sender: reader });
    await owner`delete from public.chat_read_cursors`;
    await tell(organiser, [ours]);
    await mark(organiser, teams.sweden, ours.seq);
    const [kept] = await notificationsOf(database, organiser);
    expect(await ask(organiser, `public.unread_notifications('{${kept?.id}}')`)).toBe(1);
    const theirs = await sent(database, mikko, teams.finland);
    await mark(organiser, teams.finland, theirs.seq);
    expect(await unreadOf(organiser)).toBe(1);
  });
});

describe("what a notification quotes", () => {
  const quoted = async () => {
    const message = await sent(database, mikko, teams.sweden, { content: "Gate C at six." });
    const kept = await sent(database, mikko, teams.sweden, { content: "Bring the flags." });
    await forgetTold(database);
    await owner`delete from public.chat_read_cursors`;
    const at = later(new Date(), 2);
    await queue(
      owner,
      reader,
      [kept, message].map(({ id }) => ({ type: "chat_message", team: teams.sweden, message: id, at })),
    );
    await deliver(database, later(new Date(), 3));
    return message;
  };
  const excerpts = ([one]: readonly Notification[]) => [
    one?.message,
    ...(one?.params.items ?? []).map(({ excerpt }) => excerpt),
  ];

  test("goes from what was read with the message that is deleted, in the same moment, and that is told", async () => {
    const { id } = await quoted();
    await ask(reader, "public.read_all_notifications()");
    expect(excerpts(await notificationsOf(database, reader))).toEqual([
      "Gate C at six.",
      "Gate C at six.",
      "Bring the flags.",
    ]);
    const said = await saidDuring(database, () => ask(mikko, `(public.delete_message('${id}')).id`));
    expect(excerpts(await notificationsOf(database, reader))).toEqual(["", undefined, "Bring the flags."]);
    expect(unreadTold(said)).toEqual([[`user:${reader.id}`, 0]]);
  });

  test("follows the message that is edited", async () => {
    const { id } = await quoted();
    await ask(mikko, `(public.edit_message('${id}', 'Gate D at six.')).id`);
    expect(excerpts(await notificationsOf(database, reader))).toEqual([
      "Gate D at six.",
      "Gate D at six.",
      "Bring the flags.",
    ]);
  });

  test("is nowhere in the queue", async () => {
    const message = await sent(database, mikko, teams.sweden, { content: "Gate C at six." });
    const rows =
      await owner`select from public.notification_queue event where message_id = ${message.id} and event::text like '%Gate C%'`;
    expect(rows).toHaveLength(0);
  });
});
