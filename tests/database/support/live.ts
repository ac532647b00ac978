import type { TransactionSql } from "postgres";
import type { Actor, TestDatabase } from "../../support/database.ts";
import { attempt } from "./attempt.ts";

export type Extension = "broadcast" | "presence";
export type Said = { topic: string; event: string; payload: Record<string, unknown> };

/** What `work` says live, whatever the topic: the rows that Realtime sends on as it reads them in the log. */
export async function saidDuring({ admin }: TestDatabase, work: () => Promise<unknown>): Promise<Said[]> {
  await admin`truncate realtime.messages`;
  await work();
  return admin<Said[]>`
    select topic, event, payload from realtime.messages where private and extension = 'broadcast' order by topic, event`;
}

/** Of that what says which noun has changed: people may be notified of the same besides. */
export async function signalsDuring(database: TestDatabase, work: () => Promise<unknown>): Promise<Said[]> {
  return (await saidDuring(database, work)).filter(({ event }) => event === "changed");
}

/** Realtime names the topic, and no method as REST does. */
const askAsRealtime = (sql: TransactionSql, topic: string) =>
  sql`select set_config('realtime.topic', ${topic}, true), set_config('request.method', '', true)`;

/** Whether a row of `extension` on `topic` is in reach of `actor`: what Realtime asks when somebody joins. */
export async function mayHear(database: TestDatabase, actor: Actor, topic: string, extension: Extension) {
  const [probe] = await database.admin<{ id: string }[]>`
    insert into realtime.messages (topic, extension) values (${topic}, ${extension}) returning id`;
  const seen = await attempt(database, actor, async (sql) => {
    await askAsRealtime(sql, topic);
    return sql`select from realtime.messages where id = ${probe?.id ?? null}`;
  });
  return seen.length === 1;
}

/** What becomes of `actor`'s own row of `extension` on `topic`: what Realtime asks at the first thing they send. */
export const mayWrite = (database: TestDatabase, actor: Actor, topic: string, extension: Extension) =>
  attempt(database, actor, async (sql) => {
    await askAsRealtime(sql, topic);
    await sql`insert into realtime.messages (topic, extension) values (${topic}, ${extension})`;
    return "written";
  });

export async function topicOf({ admin }: TestDatabase, teamId: string): Promise<string> {
  const [row] = await admin<{ topic: string }[]>`select private.team_topic(${teamId}) as topic`;
  return row?.topic ?? "";
}

export async function adminTopic({ admin }: TestDatabase): Promise<string> {
  const [row] = await admin<{ topic: string }[]>`select private.admin_topic() as topic`;
  return row?.topic ?? "";
}
