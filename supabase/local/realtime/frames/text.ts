import { isRecord, type Message, type Ref, type Version } from "./message.ts";

/** Reads a text frame; `null` where it is no message of this version. */
export function decodeText(version: Version, text: string): Message | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  return version === "2.0.0" ? fromArray(value) : fromObject(value);
}

export function encodeText(version: Version, message: Message): string {
  const { joinRef, ref, topic, event, payload } = message;
  // The real server's version 1 leaves join_ref out.
  return version === "2.0.0"
    ? JSON.stringify([joinRef, ref, topic, event, payload])
    : JSON.stringify({ topic, event, payload, ref });
}

function fromArray(value: unknown): Message | null {
  if (!Array.isArray(value) || value.length < 5) return null;
  const [joinRef, ref, topic, event, payload] = value as unknown[];
  return message(joinRef, ref, topic, event, payload);
}

function fromObject(value: unknown): Message | null {
  return isRecord(value) ? message(value.join_ref, value.ref, value.topic, value.event, value.payload) : null;
}

function message(
  joinRef: unknown,
  ref: unknown,
  topic: unknown,
  event: unknown,
  payload: unknown,
): Message | null {
  if (!isRef(joinRef) || !isRef(ref) || typeof topic !== "string" || typeof event !== "string") return null;
  return { joinRef: joinRef ?? null, ref: ref ?? null, topic, event, payload };
}

function isRef(value: unknown): value is Ref | undefined {
  return value === null || value === undefined || typeof value === "string" || typeof value === "number";
}
