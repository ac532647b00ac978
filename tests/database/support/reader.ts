import type { Actor, TestDatabase } from "../../support/database.ts";

/** A message as snapshots, catch-ups and live events tell it. */
export type Told = { id: string; seq: number; revision: number; content: string | null } & Record<
  string,
  unknown
>;
export type Reading = { last_seq: number; last_revision: number; topic: string; messages: Told[] };

export async function snapshot(database: TestDatabase, actor: Actor, teamId: string, pageSize = 200) {
  const [row] = await database.as(
    actor,
    (sql) => sql<{ reading: Reading | null }[]>`
      select public.chat_snapshot(${teamId}, ${pageSize}) as reading`,
  );
  return row?.reading ?? null;
}

export async function changes(
  database: TestDatabase,
  actor: Actor,
  teamId: string,
  since: number,
  pageSize = 200,
) {
  const [row] = await database.as(
    actor,
    (sql) => sql<{ reading: Reading | null }[]>`
      select public.chat_changes(${teamId}, ${since}, ${pageSize}) as reading`,
  );
  return row?.reading ?? null;
}

export async function history(
  database: TestDatabase,
  actor: Actor,
  teamId: string,
  beforeSeq: number,
  pageSize = 50,
) {
  const [row] = await database.as(
    actor,
    (sql) =>
      sql<{ page: Told[] }[]>`select public.chat_history(${teamId}, ${beforeSeq}, ${pageSize}) as page`,
  );
  return row?.page ?? [];
}

export async function windowAround(
  database: TestDatabase,
  actor: Actor,
  teamId: string,
  aroundSeq: number | null,
  pageSize = 50,
) {
  const [row] = await database.as(
    actor,
    (sql) => sql<{ reading: Reading | null }[]>`
      select public.chat_window(${teamId}, ${aroundSeq}, ${pageSize}) as reading`,
  );
  return row?.reading ?? null;
}

export async function following(
  database: TestDatabase,
  actor: Actor,
  teamId: string,
  afterSeq: number,
  pageSize = 50,
) {
  const [row] = await database.as(
    actor,
    (sql) =>
      sql<{ page: Told[] }[]>`select public.chat_following(${teamId}, ${afterSeq}, ${pageSize}) as page`,
  );
  return row?.page ?? [];
}

/** What somebody must be able to read. */
export function given<T>(reading: T | null | undefined): T {
  if (reading === null || reading === undefined) throw new Error("There is nothing that they may read");
  return reading;
}

/** A client that knows a conversation up to a revision, and catches up by pages until it is level with the head. */
export class Follower {
  readonly messages = new Map<string, Told>();
  revision = 0;
  private readonly read: (since: number, pageSize: number) => Promise<Reading>;

  constructor(read: (since: number, pageSize: number) => Promise<Reading>) {
    this.read = read;
  }

  async catchUp(pageSize: number): Promise<void> {
    for (;;) {
      const { last_revision, messages } = await this.read(this.revision, pageSize);
      for (const message of messages) this.messages.set(message.id, message);
      this.revision = messages.at(-1)?.revision ?? last_revision;
      if (messages.length < pageSize) return;
    }
  }

  /** In the order of their places. */
  view(): Told[] {
    return [...this.messages.values()].toSorted((a, b) => a.seq - b.seq);
  }
}
