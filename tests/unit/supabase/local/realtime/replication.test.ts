import fc from "fast-check";
import { expect, test } from "vitest";
import { databaseBroadcast } from "../../../../../supabase/local/realtime/replication/database-broadcast.ts";
import { decodeChange, nameRow } from "../../../../../supabase/local/realtime/replication/pgoutput.ts";
import {
  decodeReplicationFrame,
  statusUpdate,
} from "../../../../../supabase/local/realtime/replication/standby.ts";

const text = (value: string) => Buffer.concat([Buffer.from(value), Buffer.of(0)]);
const u16 = (value: number) => Buffer.of(value >> 8, value & 255);
const u32 = (value: number) => Buffer.concat([u16(value >>> 16), u16(value & 65_535)]);

function relationMessage(id: number, columns: string[]): Buffer {
  const described = columns.map((name) =>
    Buffer.concat([Buffer.of(0), text(name), u32(25), u32(0xffffffff)]),
  );
  return Buffer.concat([
    Buffer.from("R"),
    u32(id),
    text("realtime"),
    text("messages"),
    Buffer.from("d"),
    u16(columns.length),
    ...described,
  ]);
}

function insertMessage(id: number, values: (string | null)[]): Buffer {
  const tuple = values.map((value) =>
    value === null
      ? Buffer.from("n")
      : Buffer.concat([Buffer.from("t"), u32(Buffer.byteLength(value)), Buffer.from(value)]),
  );
  return Buffer.concat([Buffer.from("I"), u32(id), Buffer.from("N"), u16(values.length), ...tuple]);
}

test("an inserted row is read by the columns of its relation", () => {
  const value = fc.option(
    fc.string({ unit: "binary" }).map((written) => written.toWellFormed()),
    { nil: null },
  );
  const columns = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,12}$/), { maxLength: 12 });
  fc.assert(
    fc.property(columns, fc.infiniteStream(value), fc.nat(0xffffffff), (names, stream, id) => {
      const values = names.map(() => stream.next().value);
      const relation = decodeChange(relationMessage(id, names));
      const insert = decodeChange(insertMessage(id, values));
      if (relation?.kind !== "relation" || insert?.kind !== "insert") throw new Error("not read");
      expect(relation.relation).toEqual({ id, schema: "realtime", name: "messages", columns: names });
      expect(insert.relationId).toBe(id);
      expect(nameRow(relation.relation, insert.row)).toEqual(
        Object.fromEntries(names.map((name, index) => [name, values[index]])),
      );
    }),
  );
});

test("begin, commit and what else is in the stream is passed over", () => {
  expect(decodeChange(Buffer.from("B"))).toBeNull();
  expect(decodeChange(Buffer.from("C"))).toBeNull();
});

test("a keepalive says whether Postgres waits for an answer", () => {
  const frame = Buffer.alloc(18);
  frame[0] = 0x6b;
  frame.writeBigUInt64BE(0x1_0000_00ffn, 1);
  frame[17] = 1;
  expect(decodeReplicationFrame(frame)).toEqual({ kind: "keepalive", end: 0x1_0000_00ffn, replyNow: true });
});

test("the answer names the same place three times, by Postgres's clock", () => {
  const frame = statusUpdate(42n, Date.UTC(2000, 0, 1, 0, 0, 1));
  expect([1, 9, 17].map((offset) => frame.readBigUInt64BE(offset))).toEqual([42n, 42n, 42n]);
  expect(frame.readBigInt64BE(25)).toBe(1_000_000n);
});

const row = {
  topic: "team:1",
  extension: "broadcast",
  event: "message",
  id: "7",
  private: "t",
  payload: '{"a": 1}',
  binary_payload: null,
};

test("a row becomes a broadcast to its topic", () => {
  const read = databaseBroadcast(row);
  expect(read).toMatchObject({
    private: true,
    broadcast: { topic: "realtime:team:1", event: "message", encoding: "json", meta: { id: "7" } },
  });
});

test("a payload keeps every digit that Postgres wrote", () => {
  const read = databaseBroadcast({ ...row, payload: '{"n": 9007199254740993}' });
  expect(Buffer.from(read?.broadcast.payload ?? []).toString()).toBe('{"n": 9007199254740993}');
});

test("a row with bytes becomes a binary broadcast", () => {
  const read = databaseBroadcast({ ...row, payload: null, binary_payload: "\\x00ff10" });
  expect(read?.broadcast).toMatchObject({ encoding: "binary", payload: Buffer.of(0, 255, 16) });
});

test("a row that is no broadcast, or has nothing to say, goes nowhere", () => {
  expect(databaseBroadcast({ ...row, extension: "presence" })).toBeNull();
  expect(databaseBroadcast({ ...row, event: null })).toBeNull();
  expect(databaseBroadcast({ ...row, payload: null })).toBeNull();
});
