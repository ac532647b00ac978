import { expect, test } from "vitest";
import { RawClient } from "../../support/raw-client.ts";
import { createPerson } from "../support/people.ts";
import { openRealtime } from "../support/realtime.ts";
import { asPerson } from "../support/supabase.ts";

const project = await openRealtime();
const names = ["frames", "both", "bytes", "twins", "mine", "yours", "order", "ids", "rows"] as const;
const topics = Object.fromEntries(names.map((name) => [name, project.topic(name)])) as Record<Name, string>;
const token = await project.tokenFor({ hears: Object.values(topics) });
type Name = (typeof names)[number];

async function listener(name: Name, version: "1.0.0" | "2.0.0" = "2.0.0") {
  const client = await RawClient.connect(project, version);
  await client.join(topics[name], { private: true }, token);
  return client;
}

const send = (payload: object, name: Name, isPrivate = true) =>
  project.owner`
    select realtime.send(${project.owner.json(payload as never)}, 'news', ${topics[name]}, ${isPrivate})`;

test("what the database sends arrives as a binary frame with its id", async () => {
  const client = await listener("frames");
  await send({ text: "Grüezi 🏒" }, "frames");
  const { topic, payload } = await client.event("broadcast");
  const [row] = await project.owner`
    select id, payload from realtime.messages where topic = ${topics.frames}`;
  expect(topic).toBe(`realtime:${topics.frames}`);
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
  await project.owner`select realtime.send_binary('\\x00ff10'::bytea, 'picture', ${topics.bytes})`;
  await send({ n: 2 }, "bytes");
  expect((await young.event("broadcast")).payload).toMatchObject({
    event: "picture",
    payload: Buffer.of(0, 255, 16),
  });
  await old.event("broadcast");
  expect(old.broadcasts()).toMatchObject([{ n: 2 }]);
});

test("a private topic and the public one of its name are two", async () => {
  const [member, passerBy] = [await listener("twins"), await RawClient.connect(project)];
  await passerBy.join(topics.twins);
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
  await project.owner
    .begin(async (transaction) => {
      await transaction`select realtime.send('{"n": 2}', 'news', ${topics.mine})`;
      throw new Error("changed my mind");
    })
    .catch(() => undefined);
  await send({ n: 3 }, "mine");
  await client.event("broadcast");
  expect(client.broadcasts()).toMatchObject([{ n: 3 }]);
});

test("messages come in the order of their commits", async () => {
  const client = await listener("order");
  const late = await project.owner.reserve();
  await late`begin`;
  await late`select realtime.send('{"n": 2}', 'news', ${topics.order})`;
  await send({ n: 1 }, "order");
  await late`commit`;
  late.release();
  await project.owner`
    select realtime.send(jsonb_build_object('n', n), 'news', ${topics.order}) from generate_series(3, 500) as n`;
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
  await project.owner.unsafe(`
    create table public.contract_pucks (id int primary key, name text);
    create function public.contract_tell() returns trigger language plpgsql security definer as $$
    begin
      perform realtime.broadcast_changes(
        '${topics.rows}', tg_op, tg_op, tg_table_name, tg_table_schema, new, old);
      return null;
    end $$;
    create trigger tell after insert or update or delete on public.contract_pucks
      for each row execute function public.contract_tell();
    insert into public.contract_pucks values (1, 'first')`);
  const { payload } = await client.event("broadcast");
  expect(payload).toMatchObject({
    event: "INSERT",
    payload: {
      operation: "INSERT",
      table: "contract_pucks",
      schema: "public",
      record: { id: 1, name: "first" },
      old_record: null,
    },
  });
});

test("a caller without the right to insert loses the message, never the write", async () => {
  const lost = project.topic("lost");
  const { id } = await createPerson(project);
  await asPerson(project, id, (sql) => sql`select realtime.send('{}', 'lost', ${lost})`);
  expect(await project.owner`select from realtime.messages where topic = ${lost}`).toHaveLength(0);
});
