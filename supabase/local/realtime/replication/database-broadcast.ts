import type { UserBroadcast } from "../frames/message.ts";
import type { Row } from "./pgoutput.ts";

/** A row of realtime.messages as the broadcast it asks for; `null` where it asks for none. */
export function databaseBroadcast(row: Row): { private: boolean; broadcast: UserBroadcast } | null {
  const { topic, event, id, payload, binary_payload: binary } = row;
  if (row.extension !== "broadcast" || !topic || !event || !id) return null;
  const content = binary ? decodeBytea(binary) : payload ? Buffer.from(payload) : null;
  if (!content) return null;
  return {
    private: row.private === "t",
    broadcast: {
      topic: `realtime:${topic}`,
      event,
      encoding: binary ? "binary" : "json",
      payload: content,
      meta: { id },
    },
  };
}

/** `\x0001ff`, which is how Postgres writes a bytea. */
function decodeBytea(text: string): Buffer {
  return Buffer.from(text.slice(2), "hex");
}
