import type { Message, Reading } from "@/lib/chat/schema";

/** The server's side of a conversation, as Postgres keeps it: the model that every timeline must end equal to. */
export class ConversationModel {
  readonly messages: Message[] = [];
  readonly events: Message[] = [];
  revision = 0;

  send(): Message {
    return this.#record({ ...this.#blank(), seq: this.messages.length + 1 });
  }

  /** Edits or deletes the message at a place; a deleted one stays as it is. */
  change(place: number, kind: "edit" | "delete"): void {
    const current = this.messages[place - 1];
    if (!current || current.deleted_at) return;
    const at = stamp(this.revision + 1);
    this.#record(
      kind === "edit"
        ? { ...current, content: `edited ${this.revision}`, edited_at: at }
        : { ...current, content: null, deleted_at: at },
    );
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

  #reading(messages: Message[]): Reading {
    return {
      last_seq: this.messages.length,
      last_revision: this.revision,
      topic: "team:model",
      messages: [...messages],
    };
  }

  #record(message: Message): Message {
    this.revision += 1;
    const stored = { ...message, revision: this.revision };
    this.messages[stored.seq - 1] = stored;
    this.events.push(stored);
    return stored;
  }

  #blank(): Message {
    const number = String(this.messages.length + 1).padStart(12, "0");
    return {
      id: `30000000-0000-4000-8000-${number}`,
      team_id: "10000000-0000-4000-8000-000000000001",
      sender_id: "20000000-0000-4000-8000-000000000003",
      sender_name: "Anna Lindqvist",
      sender_role: "member",
      content: `message ${this.messages.length + 1}`,
      seq: 1,
      revision: 1,
      created_at: stamp(this.revision + 1),
      edited_at: null,
      deleted_at: null,
    };
  }
}

function stamp(second: number): string {
  return new Date(Date.UTC(2026, 1, 12, 12, 0, second)).toISOString();
}
