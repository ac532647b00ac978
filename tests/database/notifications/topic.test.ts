import { beforeEach, describe, expect, test } from "vitest";
import { sent } from "../support/chat.ts";
import { openDatabase } from "../support/database.ts";
import { mikko, teams } from "../support/demo.ts";
import { mayHear, saidDuring } from "../support/live.ts";
import { publishedPage, queue } from "../support/notifications.ts";
import { enrolDeactivated, enrolMember, type Person } from "../support/people.ts";

// What one person alone hears.
const database = await openDatabase();
const { owner, admin, as } = database;
let reader: Person;
beforeEach(async () => {
  reader = await enrolMember(database, teams.sweden);
});

const changePassword = ({ id }: Person) => admin`
  update auth.users set encrypted_password = gen_random_uuid()::text where id = ${id}`;
const beginSession = ({ id }: Person) => admin`
  insert into auth.sessions (id, user_id, created_at, updated_at) values (gen_random_uuid(), ${id}, now(), now())`;
const nameOf = async (person: Person) => {
  const [row] = await as(
    person,
    (sql) => sql<{ topic: string | null }[]>`select public.my_topics() ->> 'user' as topic`,
  );
  return row?.topic;
};

test("is heard by nobody else, and by nobody who is deactivated", async () => {
  const gone = await enrolDeactivated(database, teams.sweden);
  expect(await mayHear(database, reader, `user:${reader.id}`, "broadcast")).toBe(true);
  expect(await mayHear(database, mikko, `user:${reader.id}`, "broadcast")).toBe(false);
  expect(await mayHear(database, gone, `user:${gone.id}`, "broadcast")).toBe(false);
});

describe("after a new password", () => {
  test("has a new name, which is told under the old one; those who were put out hear nothing more", async () => {
    await beginSession(reader);
    const said = await saidDuring(database, () => changePassword(reader));
    expect(said).toContainEqual({
      topic: `user:${reader.id}`,
      event: "topic_moved",
      payload: expect.any(Object),
    });
    expect(await nameOf(reader)).toBe(`user:${reader.id}:1`);
    expect(await mayHear(database, reader, `user:${reader.id}`, "broadcast")).toBe(false);
    expect(await mayHear(database, reader, `user:${reader.id}:1`, "broadcast")).toBe(true);
  });

  test("carries all that is told of its reader", async () => {
    await beginSession(reader);
    await changePassword(reader);
    const message = await sent(database, mikko, teams.sweden);
    const page = await publishedPage(database, "Ice times");
    const said = await saidDuring(database, async () => {
      await queue(owner, reader, [{ type: "page_published", page }]);
      await as(reader, (sql) => sql`select public.mark_read(${teams.sweden}, ${message.seq})`);
      await as(reader, (sql) => sql`select public.mark_page_read(${page}, 1)`);
    });
    const own = said.filter(({ topic }) => topic.startsWith(`user:${reader.id}`));
    expect(own.map(({ event, payload }) => payload.noun ?? event).toSorted()).toEqual([
      "conversations",
      "notification",
      "pages",
      "unread",
    ]);
    expect(new Set(own.map(({ topic }) => topic))).toEqual(new Set([`user:${reader.id}:1`]));
  });

  test("that is somebody's first it keeps its name: nobody was put out", async () => {
    await changePassword(reader);
    expect(await nameOf(reader)).toBe(`user:${reader.id}`);
  });
});
