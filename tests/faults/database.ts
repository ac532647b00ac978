import type { Sql, TransactionSql } from "postgres";
import type { Person, Team } from "./world/cast.ts";

/** A conversation as Postgres has it. */
export type Truth = {
  lastSeq: number;
  lastRevision: number;
  /** In the order of places; a deleted one has no content. */
  rows: { id: string; seq: number; revision: number; senderId: string; content: string | null }[];
};

export async function readTruth(owner: Sql, team: Team): Promise<Truth> {
  return owner.begin("isolation level repeatable read read only", async (sql) => {
    const [head] = await sql<{ last_seq: number; last_revision: number }[]>`
      select last_seq, last_revision from conversations where team_id = ${team.id}`;
    const rows = await sql<Truth["rows"]>`
      select id, seq, revision, sender_id as "senderId", content from chat_messages
      where team_id = ${team.id} order by seq`;
    return { lastSeq: head?.last_seq ?? 0, lastRevision: head?.last_revision ?? 0, rows: [...rows] };
  });
}

/** Every revision that was ever given, those replaced since included. */
export async function readRevisions(owner: Sql, team: Team): Promise<number[]> {
  const rows = await owner<{ revision: number }[]>`
    select revision from chat_messages where team_id = ${team.id}
    union all
    select h.revision from private.chat_message_history h join chat_messages m on m.id = h.message_id
    where m.team_id = ${team.id}
    order by revision`;
  return rows.map(({ revision }) => revision);
}

/** What is unread by the list that the person is shown, and by counting. */
export async function readUnread(admin: Sql, person: Person, team: Team) {
  // In one statement: between two, the person may have read on.
  const [unread] = await as(
    admin,
    person,
    (sql) => sql<{ listed: number; counted: number }[]>`
      select l.unread as listed, (
        select count(*)::integer from chat_messages m
        where m.team_id = l.team_id and m.seq > coalesce((select last_read_seq from chat_read_cursors c
          where c.team_id = l.team_id and c.user_id = ${person.id}), 0)) as counted
      from conversation_list() l where l.team_id = ${team.id}`,
  );
  return unread ?? { listed: null, counted: null };
}

/** Writes past the site, as many messages at once as one likes. */
export async function speak(owner: Sql, author: Person, team: Team, texts: readonly string[]): Promise<void> {
  await owner`
    insert into chat_messages (team_id, sender_id, content)
    select ${team.id}, ${author.id}, said.text from unnest(${texts as string[]}::text[]) with ordinality said (text, place)
    order by said.place`;
}

/** Replaces or deletes one's own message, past the site. */
export const edit = (admin: Sql, author: Person, id: string, content: string) =>
  as(admin, author, (sql) => sql`select edit_message(${id}, ${content})`);
export const remove = (admin: Sql, author: Person, id: string) =>
  as(admin, author, (sql) => sql`select delete_message(${id})`);

async function as<T>(admin: Sql, person: Person, work: (sql: TransactionSql) => Promise<T>): Promise<T> {
  const claims = JSON.stringify({ sub: person.id, role: "authenticated" });
  const result = await admin.begin(async (sql) => {
    await sql`select set_config('role', 'authenticated', true), set_config('request.jwt.claims', ${claims}, true)`;
    return [await work(sql)] as const;
  });
  return result[0];
}
