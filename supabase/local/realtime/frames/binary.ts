import { isRecord, type UserBroadcast, type UserBroadcastPush } from "./message.ts";

const PUSH = 3;
const BROADCAST = 4;
const BINARY = 0;
const JSON_TEXT = 1;
/** Lengths stand in one byte. */
const MAX_FIELD_BYTES = 255;

const utf8 = new TextDecoder("utf-8", { fatal: true });

/**
 * Reads a client's broadcast:
 * `03 | len(join_ref) len(ref) len(topic) len(event) len(meta) | encoding | join_ref ref topic event meta | payload`.
 * `null` where the frame is something else, too short, not UTF-8, or carries JSON that is none.
 */
export function decodePush(frame: Uint8Array): UserBroadcastPush | null {
  const [kind, joinRefLength, refLength, topicLength, eventLength, metaLength, encoding] = frame;
  if (kind !== PUSH || (encoding !== BINARY && encoding !== JSON_TEXT)) return null;
  let offset = 7;
  const take = (length = 0) => {
    offset += length;
    return frame.subarray(offset - length, offset);
  };
  const [joinRef, ref, topic, event, meta] = [
    take(joinRefLength),
    take(refLength),
    take(topicLength),
    take(eventLength),
    take(metaLength),
  ];
  if (offset > frame.length) return null;
  const payload = frame.subarray(offset);
  try {
    if (meta.length > 0 && !isRecord(JSON.parse(utf8.decode(meta)))) return null;
    // One sender must not be able to hand every other client a frame that its decoder throws at.
    if (encoding === JSON_TEXT) JSON.parse(utf8.decode(payload));
    return {
      joinRef: utf8.decode(joinRef) || null,
      ref: utf8.decode(ref) || null,
      broadcast: {
        topic: utf8.decode(topic),
        event: utf8.decode(event),
        encoding: encoding === JSON_TEXT ? "json" : "binary",
        payload,
      },
    };
  } catch {
    return null;
  }
}

/**
 * Writes a broadcast for a client: `04 | len(topic) len(event) len(meta) | encoding | topic event meta | payload`.
 * `null` where a field is longer than its one-byte length can say.
 */
export function encodeBroadcast(broadcast: UserBroadcast): Buffer | null {
  const topic = Buffer.from(broadcast.topic);
  const event = Buffer.from(broadcast.event);
  const meta = Buffer.from(broadcast.meta ? JSON.stringify(broadcast.meta) : "");
  if (Math.max(topic.length, event.length, meta.length) > MAX_FIELD_BYTES) return null;
  const encoding = broadcast.encoding === "json" ? JSON_TEXT : BINARY;
  const header = Buffer.from([BROADCAST, topic.length, event.length, meta.length, encoding]);
  return Buffer.concat([header, topic, event, meta, broadcast.payload]);
}
