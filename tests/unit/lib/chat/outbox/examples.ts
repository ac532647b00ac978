import type { StoredEntry, StoredState } from "@/lib/chat/outbox/entry";
import type { Message } from "@/lib/chat/schema";

export const USER = "20000000-0000-4000-8000-000000000003";
export const TEAM = "10000000-0000-4000-8000-000000000001";

export function uuid(number: number): string {
  return `30000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
}

export function entry(number: number, state: StoredState = { kind: "queued" }): StoredEntry {
  return {
    id: uuid(number),
    userId: USER,
    teamId: TEAM,
    content: `text ${number}`,
    writtenAt: number,
    inDoubt: false,
    state,
  };
}

/** The message a server makes of an entry. */
export function messageOf({ id, teamId, content }: { id: string; teamId: string; content: string }): Message {
  return {
    id,
    team_id: teamId,
    sender_id: USER,
    sender_name: "Anna Lindqvist",
    sender_role: "member",
    content,
    seq: 1,
    revision: 1,
    created_at: "2026-02-12T12:00:00Z",
    edited_at: null,
    deleted_at: null,
    mentions: [],
    documents: [],
  };
}
