import { createClient } from "@supabase/supabase-js";
import { expect, test, vi } from "vitest";
import { eventually } from "../../support/eventually.ts";
import { RawClient } from "../../support/raw-client.ts";
import { openProject, signToken } from "./project.ts";

const project = await openProject();

test("nothing holds the write-ahead log back once the server is gone", async () => {
  // On a busy machine Postgres may have ended the first connection, and the next one is on its way.
  await eventually(async () => {
    const slots = await project.admin`select temporary, active from pg_replication_slots
      where database = ${project.name}`;
    expect(slots).toMatchObject([{ temporary: true, active: true }]);
  });
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

test("a policy that fails refuses, and the log says why", async () => {
  await project.admin`create policy broken on realtime.messages for select to authenticated
    using (1 / (length(realtime.topic()) - 5) > 0)`;
  const client = await RawClient.connect(project);
  const reply = await client.join("error", { private: true }, await signToken({ hears: [] }));
  await project.admin`drop policy broken on realtime.messages`;
  expect(reply.response.reason).toMatch(/^Unauthorized/);
  expect(project.log.at(-1)).toMatch(/policy on realtime.messages failed for error.*division by zero/);
});

test("a client whose Postgres restarted joins again by itself", async () => {
  const token = await signToken({ hears: ["team:1"] });
  const supabase = createClient(project.url, project.publishableKey, { accessToken: async () => token });
  await supabase.realtime.setAuth();
  const heard = vi.fn();
  const statuses: string[] = [];
  const flows = vi.fn();
  supabase
    .channel("team:1", { config: { private: true, broadcast: { replication_ready: true } } })
    .on("broadcast", { event: "message" }, heard)
    .on("system", {}, flows)
    .subscribe((status) => statuses.push(status));
  await eventually(() => expect(flows).toHaveBeenCalledOnce());
  await project.interruptDatabase();
  await eventually(() => expect(flows).toHaveBeenCalledTimes(2), 10_000);
  expect(statuses[0]).toBe("SUBSCRIBED");
  expect(statuses.at(-1)).toBe("SUBSCRIBED");
  await project.admin`select realtime.send('{}', 'message', 'team:1')`;
  await eventually(() => expect(heard).toHaveBeenCalledOnce());
  await supabase.removeAllChannels();
}, 15_000);
