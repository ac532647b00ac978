import type { Head, Message, Reading } from "@/lib/chat/schema";

export const ANNA = "20000000-0000-4000-8000-000000000003";
export const MIKKO = "20000000-0000-4000-8000-000000000001";

/** The server's side of a conversation, as Postgres keeps it: the model that every timeline must end equal to. */
export class ConversationModel {
  readonly messages: Message[] = [];
  readonly events: Message[] = [];
  revision = 0;

  /** Stores a message; the same id again is answered with the row that is there. */
  send(id = idOf(this.messages.length + 1), sender = MIKKO): Message {
    const stored = this.messages.find((message) => message.id === id);
    return stored ?? this.#record({ ...this.#blank(), id, sender_id: sender, seq: this.messages.length + 1 });
  }

  /** Edits or deletes the message at a place, and answers with its row; a deleted one stays as it is. */
  change(place: number, kind: "edit" | "delete"): Message | undefined {
    const current = this.messages[place - 1];
    if (!current || current.deleted_at) return current;
    const at = stamp(this.revision + 1);
    return this.#record(
      kind === "edit"
        ? { ...current, content: `edited ${this.revision}`, edited_at: at }
        : { ...current, content: null, deleted_at: at },
    );
  }

  head(): Head {
    return { last_seq: this.messages.length, last_revision: this.revision };
  }

  snapshot(pageSize: number): Reading {
    return this.#reading(this.messages.slice(-pageSize));
  }

  changes(since: number, pageSize: number): Reading {
    const changed = this.messages
      .filter((message) => message.revision > since)
      .sort((a, b) => a.revision - b.revision);
    return this.#reading(changed.slice(0, pageSize));
  }

  history(before: number, pageSize: number): Message[] {
    return this.messages.filter((message) => message.seq < before).slice(-pageSize);
  }

  following(after: number, pageSize: number): Message[] {
    return this.messages.slice(after, after + pageSize);
  }

  window(around: number, pageSize: number): Reading {
    const first = Math.max(
      1,
      Math.min(around - Math.floor(pageSize / 2), this.messages.length - pageSize + 1),
    );
    return this.#reading(this.messages.slice(first - 1, first - 1 + pageSize));
  }

  #reading(messages: Message[]): Reading {
    return { ...this.head(), topic: "team:model", messages: [...messages] };
  }

  #record(message: Message): Message {
    this.revision += 1;
    const stored = { ...message, revision: this.revision };
    this.messages[stored.seq - 1] = stored;
    this.events.push(stored);
    return stored;
  }

  #blank(): Message {
    return {
      id: "",
      team_id: "10000000-0000-4000-8000-000000000001",
      sender_id: MIKKO,
      sender_name: "Somebody",
      sender_role: "member",
      content: `message ${this.messages.length + 1}`,
      seq: 1,
      revision: 1,
      created_at: stamp(this.revision + 1),
      edited_at: null,
      deleted_at: null,
      mentions: [],
      documents: [],
    };
  }
}

function idOf(number: number): string {
  return `30000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
}

function stamp(second: number): string {
  return new Date(Date.UTC(2026, 1, 12, 12, 0, second)).toISOString();
}
