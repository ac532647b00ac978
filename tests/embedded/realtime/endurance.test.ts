import fc from "fast-check";
import { expect, test } from "vitest";
import { RawClient } from "../../support/raw-client.ts";
import { openProject, signToken } from "./project.ts";

const project = await openProject({ maxBufferedBytes: 1_000_000 });

test("frames that are none close their socket, and no other", async () => {
  const witness = await RawClient.connect(project);
  const frames = fc.oneof(fc.string(), fc.json(), fc.uint8Array({ maxLength: 200 }));
  await fc.assert(
    fc.asyncProperty(fc.array(frames, { minLength: 1, maxLength: 5 }), async (sent) => {
      const client = await RawClient.connect(project);
      for (const frame of sent) client.socket.send(frame);
      client.socket.close();
      await client.closed();
    }),
    { numRuns: 50 },
  );
  expect(await witness.push("phoenix", "heartbeat", {})).toMatchObject({ status: "ok" });
});

test("a frame over five million bytes closes its socket with 1009", async () => {
  const client = await RawClient.connect(project);
  client.socket.send(Buffer.alloc(6_000_000));
  expect(await client.closed()).toBe(1009);
});

test("a text that is no UTF-8 closes its socket with 1007", async () => {
  const client = await RawClient.connect(project);
  client.socket.send(Buffer.of(0xff, 0xfe), { binary: false });
  expect(await client.closed()).toBe(1007);
});

test("a client that stops reading is cut off, and the others hear everything", async () => {
  const [stalled, reader] = [await RawClient.connect(project), await RawClient.connect(project)];
  for (const client of [stalled, reader]) {
    await client.join("heavy", { private: true }, await signToken({ hears: ["heavy"] }));
  }
  stalled.socket.pause();
  // More than the system's own buffers and ours hold together.
  for (let n = 1; n <= 80; n += 1) {
    await project.admin`
      select realtime.send(jsonb_build_object('n', ${n}::int, 'weight', repeat('x', 200000)), 'news', 'heavy')`;
    await reader.next(({ payload }) => payload.payload?.n === n);
  }
  stalled.socket.resume();
  expect(await stalled.closed()).toBe(1006);
});

test("when the database goes away, every channel is ended so that clients join again, and what is sent then flows", async () => {
  const client = await RawClient.connect(project);
  const token = await signToken({ hears: ["room"] });
  await client.join("room", { private: true }, token);
  await project.interruptDatabase();
  expect(await client.event("phx_error")).toMatchObject({ topic: "realtime:room", payload: {} });

  const again = await RawClient.connect(project);
  await again.join("room", { private: true }, token);
  await project.admin`select realtime.send('{"n": 1}', 'news', 'room')`;
  await again.event("broadcast");
  expect(again.broadcasts()).toMatchObject([{ n: 1 }]);
});

test("when the stream alone is lost, every channel is ended too", async () => {
  const client = await RawClient.connect(project);
  await client.join("public room");
  await project.admin`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = ${project.name} and backend_type = 'walsender'`;
  await client.event("phx_error");
  const again = await RawClient.connect(project);
  await again.join("public room");
});

test("a server that stops says that it is going away, at once", async () => {
  const other = await openProject();
  const client = await RawClient.connect(other);
  await client.join("room");
  await other.stop();
  expect(await client.closed()).toBe(1001);
});
