import { expect, test } from "vitest";
import { eventually, openProject, signToken } from "./project.ts";
import { RawClient } from "./raw-client.ts";

const project = await openProject();

async function listener(topic: string, version: "1.0.0" | "2.0.0" = "2.0.0") {
  const client = await RawClient.connect(project.url, version);
  await client.join(topic, { private: true }, await signToken({ hears: [topic] }));
  return client;
}

const send = (payload: object, topic: string, isPrivate = true) =>
  project.admin`select realtime.send(${project.admin.json(payload as never)}, 'news', ${topic}, ${isPrivate})`;

test("what the database sends arrives as a binary frame with its id", async () => {
  const client = await listener("frames");
  await send({ text: "Grüezi 🏒" }, "frames");
  const { topic, payload } = await client.event("broadcast");
  const [row] = await project.admin`select id, payload from realtime.messages where topic = 'frames'`;
  expect(topic).toBe("realtime:frames");
  expect(payload).toEqual({ kind: 4, event: "news", meta: { id: row?.id }, payload: row?.payload });
  expect(payload.payload).toEqual({ text: "Grüezi 🏒", id: row?.id });
});

test("a version 1 member hears the same as an object", async () => {
  const [old, young] = [await listener("both", "1.0.0"), await listener("both")];
  await send({ n: 1 }, "both");
  const { payload } = await old.event("broadcast");
  const { kind: _, ...same } = (await young.event("broadcast")).payload;
  expect(payload).toEqual({ type: "broadcast", ...same });
});

test("bytes go to version 2 and not to version 1", async () => {
  const [old, young] = [await listener("bytes", "1.0.0"), await listener("bytes")];
  await project.admin`select realtime.send_binary('\\x00ff10'::bytea, 'picture', 'bytes')`;
  await send({ n: 2 }, "bytes");
  expect((await young.event("broadcast")).payload).toMatchObject({
    event: "picture",
    payload: Buffer.of(0, 255, 16),
  });
  await old.event("broadcast");
  expect(old.broadcasts()).toMatchObject([{ n: 2 }]);
});

test("a private topic and the public one of its name are two", async () => {
  const [member, passerBy] = [await listener("twins"), await RawClient.connect(project.url)];
  await passerBy.join("twins");
  await send({ secret: true }, "twins");
  await send({ secret: false }, "twins", false);
  await passerBy.event("broadcast");
  await member.event("broadcast");
  expect(passerBy.broadcasts()).toMatchObject([{ secret: false }]);
  expect(member.broadcasts()).toMatchObject([{ secret: true }]);
});

test("nobody hears another topic, or what was rolled back", async () => {
  const client = await listener("mine");
  await send({ n: 1 }, "yours");
  await project.admin
    .begin(async (transaction) => {
      await transaction`select realtime.send('{"n": 2}', 'news', 'mine')`;
      throw new Error("changed my mind");
    })
    .catch(() => undefined);
  await send({ n: 3 }, "mine");
  await client.event("broadcast");
  expect(client.broadcasts()).toMatchObject([{ n: 3 }]);
});

test("messages come in the order of their commits", async () => {
  const client = await listener("order");
  const late = await project.admin.reserve();
  await late`begin`;
  await late`select realtime.send('{"n": 2}', 'news', 'order')`;
  await send({ n: 1 }, "order");
  await late`commit`;
  late.release();
  await project.admin`
    select realtime.send(jsonb_build_object('n', n), 'news', 'order') from generate_series(3, 500) as n`;
  await client.next(({ payload }) => payload.payload?.n === 500);
  expect(client.broadcasts()).toMatchObject(Array.from({ length: 500 }, (_, index) => ({ n: index + 1 })));
});

test("a payload keeps what its sender put as id", async () => {
  const client = await listener("ids");
  await send({ id: "mine" }, "ids");
  expect((await client.event("broadcast")).payload.payload).toEqual({ id: "mine" });
});

test("a change to a row is broadcast with its table and both versions", async () => {
  const client = await listener("rows");
  await project.admin.unsafe(`
    create table public.pucks (id int primary key, name text);
    create function public.tell() returns trigger language plpgsql security definer as $$
    begin
      perform realtime.broadcast_changes('rows', tg_op, tg_op, tg_table_name, tg_table_schema, new, old);
      return null;
    end $$;
    create trigger tell after insert or update or delete on public.pucks for each row execute function public.tell();
    insert into public.pucks values (1, 'first')`);
  const { payload } = await client.event("broadcast");
  expect(payload).toMatchObject({
    event: "INSERT",
    payload: {
      operation: "INSERT",
      table: "pucks",
      schema: "public",
      record: { id: 1, name: "first" },
      old_record: null,
    },
  });
});

test("a caller without the right to insert loses the message, never the write", async () => {
  const id = "5d0c5d3e-7a52-4a36-9d0e-000000000000";
  await project.as({ id }, (transaction) => transaction`select realtime.send('{}', 'lost', 'mine')`);
  expect(await project.admin`select from realtime.messages where event = 'lost'`).toHaveLength(0);
});

test("nothing holds the write-ahead log back once the server is gone", async () => {
  const slots = await project.admin`select temporary, active from pg_replication_slots
    where database = ${project.name}`;
  expect(slots).toMatchObject([{ temporary: true, active: true }]);
});

test("what is written elsewhere is confirmed too, so that Postgres need not keep it", async () => {
  await project.admin`create table public.bulk as select repeat(md5(n::text), 50) as text from generate_series(1, 5000) as n`;
  await eventually(async () => {
    const [slot] = await project.admin`
      select pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn) < 3000000 as confirmed
      from pg_replication_slots where database = ${project.name}`;
    expect(slot).toEqual({ confirmed: true });
  });
});
