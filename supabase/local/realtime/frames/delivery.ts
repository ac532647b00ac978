import { encodeBroadcast } from "./binary.ts";
import type { UserBroadcast, Version } from "./message.ts";
import { encodeText } from "./text.ts";

/** One message for all members of a topic: encoded at the first member of a version, then sent as it is. */
export type Delivery = (version: Version) => string | Buffer | null;

/** A broadcast from the database or a binary push. Version 1 gets JSON as an object, and nothing binary. */
export function broadcastDelivery(broadcast: UserBroadcast): Delivery {
  return encodedOnce((version) => {
    const frame = version === "2.0.0" ? encodeBroadcast(broadcast) : null;
    if (frame || broadcast.encoding === "binary") return frame;
    return textBroadcast(version, broadcast.topic, {
      type: "broadcast",
      event: broadcast.event,
      payload: JSON.parse(Buffer.from(broadcast.payload).toString()),
      ...(broadcast.meta && { meta: broadcast.meta }),
    });
  });
}

/** A client's text push is relayed as text, its payload untouched. */
export function textDelivery(topic: string, event: string, payload: unknown): Delivery {
  return encodedOnce((version) => encodeText(version, { joinRef: null, ref: null, topic, event, payload }));
}

function textBroadcast(version: Version, topic: string, payload: unknown): string {
  return encodeText(version, { joinRef: null, ref: null, topic, event: "broadcast", payload });
}

function encodedOnce(encode: Delivery): Delivery {
  const encoded = new Map<Version, string | Buffer | null>();
  return (version) => {
    let frame = encoded.get(version);
    if (frame === undefined) {
      frame = encode(version);
      encoded.set(version, frame);
    }
    return frame;
  };
}
