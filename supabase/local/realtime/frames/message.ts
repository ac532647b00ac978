/** The two ways the protocol writes a message; an address without `vsn` means 1.0.0. */
export type Version = "1.0.0" | "2.0.0";

/** What a client puts on a push and gets back with its reply. Echoed as it came, never interpreted. */
export type Ref = string | number | null;

export type Message = { joinRef: Ref; ref: Ref; topic: string; event: string; payload: unknown };

/** A broadcast whose payload the server carries without looking inside. */
export type UserBroadcast = {
  topic: string;
  event: string;
  encoding: "json" | "binary";
  payload: Uint8Array;
  meta?: { id: string };
};

/** A client's broadcast in its binary frame (kind 03). */
export type UserBroadcastPush = { joinRef: Ref; ref: Ref; broadcast: UserBroadcast };

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
