import { randomUUID } from "node:crypto";
import type { Actor, TestDatabase } from "../../support/database.ts";
import type { Person } from "./people.ts";

export type Message = {
  id: string;
  team_id: string;
  sender_id: string;
  sender_name: string;
  sender_role: "admin" | "member";
  content: string | null;
  seq: number;
  revision: number;
  created_at: Date;
  edited_at: Date | null;
  deleted_at: Date | null;
  mentions: string[];
  mention_names: string[];
  document_ids: string[];
};

export type Draft = {
  id?: string;
  content?: string;
  sender?: Person;
  mentions?: string[];
  documents?: string[];
  writtenAfter?: number | null;
};

/** Sends as a client does, and answers with the row that came back: none where the id was stored before. */
export async function send(
  database: TestDatabase,
  actor: Actor,
  teamId: string,
  {
    id = randomUUID(),
    content = "Gate C.",
    sender = personOf(actor),
    mentions = [],
    documents = [],
    writtenAfter = null,
  }: Draft = {},
): Promise<Message | undefined> {
  const [message] = await database.as(
    actor,
    (sql) => sql<Message[]>`
      insert into public.chat_messages (id, team_id, sender_id, content, mentions, document_ids, written_after)
      values (${id}, ${teamId}, ${sender.id}, ${content}, ${mentions}, ${documents}, ${writtenAfter}) returning *`,
  );
  return message;
}

/** Sends a message that nothing stands in the way of. */
export async function sent(database: TestDatabase, actor: Actor, teamId: string, draft?: Draft) {
  const message = await send(database, actor, teamId, draft);
  if (!message) throw new Error("The message was stored before");
  return message;
}

function personOf(actor: Actor): Person {
  if (typeof actor === "string") throw new Error(`${actor} is nobody who could send: name the sender`);
  return actor;
}

export async function storedMessage({ owner }: TestDatabase, id: string): Promise<Message | undefined> {
  const [message] = await owner<Message[]>`select * from public.chat_messages where id = ${id}`;
  return message;
}

export type Head = { last_seq: number; last_revision: number };

export async function headOf({ owner }: TestDatabase, teamId: string): Promise<Head> {
  const [head] = await owner<Head[]>`
    select last_seq, last_revision from public.conversations where team_id = ${teamId}`;
  if (!head) throw new Error(`There is no conversation ${teamId}`);
  return head;
}

/** The places that are taken in a conversation, ascending. */
export async function placesOf({ owner }: TestDatabase, teamId: string): Promise<number[]> {
  const rows = await owner<{ seq: number }[]>`
    select seq from public.chat_messages where team_id = ${teamId} order by seq`;
  return rows.map(({ seq }) => seq);
}

/** 1, 2, 3 … `last`. */
export const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);
