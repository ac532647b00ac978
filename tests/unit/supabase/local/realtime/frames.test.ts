import Serializer from "@supabase/realtime-js/dist/module/lib/serializer.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodePush, encodeBroadcast } from "../../../../../supabase/local/realtime/frames/binary.ts";
import { broadcastDelivery } from "../../../../../supabase/local/realtime/frames/delivery.ts";
import { decodeText, encodeText } from "../../../../../supabase/local/realtime/frames/text.ts";

const shortText = fc.string({ unit: "binary", maxLength: 60 });
const ref = fc.option(fc.string({ minLength: 1, maxLength: 20 }), { nil: null });
const message = fc.record({ joinRef: ref, ref, topic: shortText, event: shortText, payload: fc.jsonValue() });
const encoding = fc.constantFrom("json" as const, "binary" as const);

/** Lone surrogates do not survive UTF-8, in any codec. */
const wellFormed = shortText.map((text) => text.toWellFormed());

describe("text frames", () => {
  test("a version 2 message reads as it was written", () => {
    fc.assert(
      fc.property(message, (sent) => {
        const expected = JSON.parse(JSON.stringify(sent));
        expect(decodeText("2.0.0", encodeText("2.0.0", sent))).toEqual(expected);
      }),
    );
  });

  test("a version 1 message of ours carries no join_ref", () => {
    const text = encodeText("1.0.0", { joinRef: "1", ref: "2", topic: "t", event: "e", payload: {} });
    expect(JSON.parse(text)).toEqual({ topic: "t", event: "e", payload: {}, ref: "2" });
  });

  test("anything else is no message, and never throws", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.json()),
        fc.constantFrom("1.0.0" as const, "2.0.0" as const),
        (text, version) => {
          const read = decodeText(version, text);
          expect(read === null || typeof read.topic === "string").toBe(true);
        },
      ),
    );
  });
});

describe("binary frames", () => {
  test("what the official client sends is read to the letter", () => {
    fc.assert(
      fc.property(
        ref,
        ref,
        wellFormed,
        wellFormed,
        fc.dictionary(fc.string(), fc.jsonValue()),
        (joinRef, ref, topic, event, payload) => {
          let frame: ArrayBuffer | string = "";
          new Serializer().encode(
            {
              join_ref: joinRef,
              ref,
              topic,
              event: "broadcast",
              payload: { type: "broadcast", event, payload },
            },
            (encoded) => {
              frame = encoded;
              return encoded;
            },
          );
          const push = decodePush(new Uint8Array(frame as unknown as ArrayBuffer));
          expect(push).toMatchObject({
            joinRef: joinRef?.toWellFormed() ?? null,
            ref: ref?.toWellFormed() ?? null,
          });
          expect(push?.broadcast).toMatchObject({ topic, event, encoding: "json" });
          expect(JSON.parse(Buffer.from(push?.broadcast.payload ?? []).toString())).toEqual(
            JSON.parse(Buffer.from(JSON.stringify(payload)).toString()),
          );
        },
      ),
    );
  });

  test("the official client reads what is sent to it", () => {
    fc.assert(
      fc.property(
        wellFormed,
        wellFormed,
        encoding,
        fc.uint8Array(),
        fc.uuid(),
        (topic, event, encoding, bytes, id) => {
          const payload = encoding === "json" ? Buffer.from(JSON.stringify([...bytes])) : Buffer.from(bytes);
          const frame = encodeBroadcast({ topic, event, encoding, payload, meta: { id } });
          expect(frame).not.toBeNull();
          new Serializer().decode(
            new Uint8Array(frame ?? []).buffer,
            (read: { topic: string; payload: Record<string, unknown> }) => {
              expect(read.topic).toBe(topic);
              expect(read.payload).toMatchObject({ type: "broadcast", event, meta: { id } });
              expect(
                encoding === "json"
                  ? read.payload.payload
                  : [...new Uint8Array(read.payload.payload as ArrayBuffer)],
              ).toEqual([...bytes]);
            },
          );
        },
      ),
    );
  });

  test("random bytes are refused or read, and never throw", () => {
    const frame = fc.tuple(fc.constantFrom(0, 1, 2, 3, 4, 255), fc.uint8Array({ maxLength: 300 }));
    fc.assert(
      fc.property(frame, ([kind, rest]) => {
        const push = decodePush(Uint8Array.from([kind, ...rest]));
        expect(push === null || kind === 3).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  test("a broadcast whose event is too long for a binary frame goes out as text", () => {
    const broadcast = {
      topic: "realtime:t",
      event: "é".repeat(200),
      encoding: "json" as const,
      payload: Buffer.from("{}"),
    };
    expect(encodeBroadcast(broadcast)).toBeNull();
    const frame = broadcastDelivery(broadcast)("2.0.0");
    expect(JSON.parse(String(frame))[4]).toEqual({ type: "broadcast", event: broadcast.event, payload: {} });
  });

  test("version 1 gets JSON as an object and nothing of what is binary", () => {
    const payload = Buffer.from('{"n":1}');
    const json = broadcastDelivery({ topic: "t", event: "e", encoding: "json", payload, meta: { id: "7" } });
    expect(JSON.parse(String(json("1.0.0"))).payload).toEqual({
      type: "broadcast",
      event: "e",
      payload: { n: 1 },
      meta: { id: "7" },
    });
    expect(broadcastDelivery({ topic: "t", event: "e", encoding: "binary", payload })("1.0.0")).toBeNull();
  });

  test("a message is encoded once for all members of a version", () => {
    const delivery = broadcastDelivery({
      topic: "t",
      event: "e",
      encoding: "json",
      payload: Buffer.from("{}"),
    });
    expect(delivery("2.0.0")).toBe(delivery("2.0.0"));
  });
});
