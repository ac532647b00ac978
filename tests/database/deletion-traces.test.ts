import { expect, test } from "vitest";
import { sent } from "./support/chat.ts";
import { openDatabase } from "./support/database.ts";
import { anna, erik, mikko, sofia, teams } from "./support/demo.ts";
import { confirm, uploaded } from "./support/documents.ts";
import { subscribe } from "./support/push.ts";

const database = await openDatabase();
const { owner } = database;

/** The tables in which a text stands somewhere, in whatever column; what was said live among them. */
async function whereverIs(text: string): Promise<string[]> {
  const tables = await owner<{ name: string }[]>`
    select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where (n.nspname in ('public', 'private') or (n.nspname, c.relname) = ('realtime', 'messages'))
      and c.relkind in ('r', 'p') order by 1`;
  const found = await Promise.all(
    tables.map(async ({ name }) => {
      const rows = await owner.unsafe(`select from ${name} as found where found::text like $1 limit 1`, [
        `%${text}%`,
      ]);
      return rows.length > 0 ? [name] : [];
    }),
  );
  return found.flat();
}
const deliverIn = (seconds: number) =>
  database.as(
    "service_role",
    (sql) => sql`select public.deliver_notifications(clock_timestamp() + ${seconds} * interval '1 s')`,
  );

test("what a deleted message said, in all its wordings, stands in the audit's history alone", async () => {
  await subscribe(database, mikko);
  const upload = await uploaded(database, anna, teams.sweden);
  const document = await confirm(database, anna, teams.sweden, upload, {
    name: "Passport Wxyzzy.pdf",
    forMessage: true,
  });
  const { id } = await sent(database, anna, teams.sweden, {
    content: "Abracadabra, @Mikko Korhonen",
    mentions: [mikko.id],
    documents: [document.id],
  });
  // Sofia hears of it two minutes later; Mikko, who is named, at once: some of it is told, and some waits.
  await deliverIn(121);
  const whereRead = ["public.chat_messages", "public.notifications", "realtime.messages"];
  expect(await whereverIs("Abracadabra")).toEqual(whereRead);
  await database.as(
    anna,
    (sql) =>
      sql`select public.edit_message(${id}, 'Simsalabim, @Mikko Korhonen', ${[mikko.id, sofia.id]}::uuid[])`,
  );
  await deliverIn(600);
  expect(await whereverIs("Simsalabim")).toEqual(whereRead);
  expect(await whereverIs("Abracadabra")).toEqual(["private.chat_message_history"]);

  await database.as(anna, (sql) => sql`select public.delete_message(${id})`);
  await deliverIn(1200);
  for (const word of ["Abracadabra", "Simsalabim"])
    expect(await whereverIs(word)).toEqual(["private.chat_message_history"]);
  expect(await whereverIs("Wxyzzy")).toEqual(["public.documents"]);
  for (const actor of [anna, erik, mikko]) {
    const seen = await database.as(
      actor,
      (sql) => sql`select from public.documents where id = ${document.id}`,
    );
    expect(seen).toHaveLength(0);
  }
});
