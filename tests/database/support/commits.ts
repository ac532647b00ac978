import { randomUUID } from "node:crypto";
import type { TestDatabase } from "../../support/database.ts";

export type Change = { operation: "INSERT" | "UPDATE"; teamId: string; seq: number; revision: number };

/**
 * What the write-ahead log says was committed to chat_messages since now, in the order of the commits: Postgres' own
 * account, by its decoder for tests, and not the order in which anything was numbered.
 */
export async function watchCommits({ admin }: TestDatabase) {
  // The slot is temporary: it goes with the connection that made it.
  const connection = await admin.reserve();
  const slot = `commits_${randomUUID().replaceAll("-", "")}`;
  await connection`select pg_create_logical_replication_slot(${slot}, 'test_decoding', true)`;
  return {
    async read(): Promise<Change[]> {
      const rows = await connection<{ data: string }[]>`
        select data from pg_logical_slot_get_changes(${slot}, null, null, 'include-xids', '0')`;
      return rows.flatMap(({ data }) => changeOf(data) ?? []);
    },
    async stop() {
      await connection`select pg_drop_replication_slot(${slot})`;
      connection.release();
    },
  };
}

function changeOf(line: string): Change | undefined {
  const [, operation] = /^table public\.chat_messages: (INSERT|UPDATE): /.exec(line) ?? [];
  const [, teamId] = / team_id\[uuid\]:'([^']+)'/.exec(line) ?? [];
  const [, seq] = / seq\[integer\]:(\d+)/.exec(line) ?? [];
  const [, revision] = / revision\[integer\]:(\d+)/.exec(line) ?? [];
  if ((operation !== "INSERT" && operation !== "UPDATE") || !teamId) return undefined;
  return { operation, teamId, seq: Number(seq), revision: Number(revision) };
}
