import type { TransactionSql } from "postgres";
import { describe, expect, test } from "vitest";
import type { Actor } from "../support/database.ts";
import { send, sent } from "./support/chat.ts";
import { openDatabase } from "./support/database.ts";
import { aino, anna, mikko, sofia, teams } from "./support/demo.ts";
import { holdOpen, someoneWaits } from "./support/locks.ts";
import { snapshot } from "./support/reader.ts";

const database = await openDatabase();
const { owner } = database;

describe("an archived team", () => {
  const archive = (actor: Actor, teamId: string, at: string | null = "2020-01-01") =>
    database.as(actor, (sql) => sql`update public.teams set archived_at = ${at} where id = ${teamId}`);
  const closed = { code: "PT403", detail: "team_archived" };
  const whileArchived = async (work: () => Promise<unknown>) => {
    await archive(mikko, teams.sweden);
    await work().finally(() => archive(mikko, teams.sweden, null));
  };

  test("is written to by nobody, while its members read on", async () => {
    const message = await sent(database, anna, teams.sweden);
    await whileArchived(async () => {
      for (const actor of [anna, mikko])
        await expect(send(database, actor, teams.sweden)).rejects.toMatchObject(closed);
      await expect(send(database, "service_role", teams.sweden, { sender: mikko })).rejects.toMatchObject(
        closed,
      );
      const call = (statement: string) => database.as(anna, (sql) => sql.unsafe(statement));
      await expect(call(`select public.edit_message('${message.id}', 'Gate D.')`)).rejects.toMatchObject(
        closed,
      );
      await expect(call(`select public.delete_message('${message.id}')`)).rejects.toMatchObject(closed);
      expect((await snapshot(database, anna, teams.sweden))?.messages.at(-1)).toMatchObject({
        id: message.id,
      });
    });
    await sent(database, anna, teams.sweden);
  });

  test("takes a retry of what was stored before as any retry", async () => {
    const { id } = await sent(database, anna, teams.sweden);
    await whileArchived(async () => {
      expect(await send(database, anna, teams.sweden, { id })).toBeUndefined();
    });
  });

  test("looks to an outsider as any other team", async () => {
    const refusal = { code: "42501", message: "You cannot write in this conversation" };
    await expect(send(database, aino, teams.sweden)).rejects.toMatchObject(refusal);
    await whileArchived(async () => {
      await expect(send(database, aino, teams.sweden)).rejects.toMatchObject(refusal);
    });
  });

  test("waits for the message that is being written", async () => {
    const writing = await holdOpen(
      database,
      anna,
      (sql) => sql`
        insert into public.chat_messages (team_id, sender_id, content)
        values (${teams.sweden}, ${anna.id}, 'The last one.')`,
    );
    const archiving = archive(mikko, teams.sweden);
    await someoneWaits(database);
    await writing.commit();
    await archiving;
    expect((await snapshot(database, anna, teams.sweden))?.messages.at(-1)).toMatchObject({
      content: "The last one.",
    });
    await archive(mikko, teams.sweden, null);
  });

  test("refuses the message that waited for it", async () => {
    const archiving = await holdOpen(
      database,
      mikko,
      (sql) => sql`update public.teams set archived_at = now() where id = ${teams.finland}`,
    );
    const late = send(database, aino, teams.finland).catch((error: unknown) => error);
    await someoneWaits(database);
    await archiving.commit();
    expect(await late).toMatchObject(closed);
    await archive(mikko, teams.finland, null);
  });

  test("carries the time of the database, and keeps it when it is archived again", async () => {
    const timeOf = async () => {
      const [team] = await owner`select archived_at from public.teams where id = ${teams.sweden}`;
      return team?.archived_at;
    };
    await archive(mikko, teams.sweden, "2020-01-01");
    const first = await timeOf();
    expect(first?.getTime()).toBeGreaterThan(Date.now() - 60_000);
    await archive(sofia, teams.sweden, "2030-01-01");
    expect(await timeOf()).toEqual(first);
    await archive(mikko, teams.sweden, null);
    expect(await timeOf()).toBeNull();
  });

  test("of two organisers who archive several in opposite orders: they never deadlock", async () => {
    const both = (actor: Actor, at: string | null, order: string[]) =>
      database.as(actor, async (sql) => {
        for (const id of order) await sql`update public.teams set archived_at = ${at} where id = ${id}`;
      });
    const order = [teams.norway, teams.austria];
    for (const at of ["2020-01-01", null])
      await Promise.all([both(mikko, at, order), both(sofia, at, order.toReversed())]);
  });

  test("nor do one who archives and one who imports a roster with the same teams", async () => {
    const touch = (id: string) => (sql: TransactionSql) =>
      sql`update public.teams set archived_at = null where id = ${id}`;
    const archiving = await holdOpen(database, mikko, touch(teams.norway));
    const roster = [{ code: "AUT" }, { code: "POL", name: "Poland" }];
    const importing = database.as(sofia, (sql) => sql`select public.import_roster(${sql.json(roster)})`);
    await someoneWaits(database);
    await archiving.commit(touch(teams.austria));
    await importing;
  });

  test("an outsider who tries to archive holds up nobody", async () => {
    const trying = await holdOpen(
      database,
      aino,
      (sql) => sql`update public.teams set archived_at = now() where id = ${teams.sweden}`,
    );
    await sent(database, mikko, teams.sweden);
    await trying.commit();
  });
});
