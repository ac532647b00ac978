import { setTimeout as delay } from "node:timers/promises";
import { readTruth } from "../database.ts";
import type { Scenario } from "../scenario.ts";
import type { Stage } from "../stage.ts";
import type { Team } from "../world/cast.ts";
import { type Crowd, equalsPostgres, openCrowd, untilAll } from "../world/crowd.ts";
import type { Tab } from "../world/device.ts";
import { openConversation } from "./conversation.ts";

const CROWD_MS = 60_000;
const BYTES_PER_SECOND = 1_024;
/** What comes to an organiser with every message, the list of all conversations, takes a slow line longest. */
const SLOW_MS = 240_000;

const crowdReconnects: Scenario = {
  name: "crowd-reconnects",
  about: "many clients reconnecting at once",
  harms: "stack",
  run: (stage) =>
    withCrowd(stage, stage.sized(40, 200), async ({ crowd, team, author, writer }) => {
      for (const line of crowd.lines) line.cut();
      await stage.speak(author, team, stage.random.between(5, 41));
      await delay(stage.random.between(300, 2_000));
      for (const line of crowd.lines) line.restore();
      const from = performance.now();
      // Among so many, a person writes on.
      const said = await writer.say();
      await stage.until(writer, ({ rows }) => rows.some((row) => row[1] === said), "done with sending");
      stage.record.note(`a person's send meanwhile: ${(performance.now() - from).toFixed(0)} ms`);
      await complete(stage, crowd, team, "all clients complete again", from);
    }),
};

const slowReader: Scenario = {
  name: "slow-reader",
  about: "one reader at 1 KB/s among many",
  harms: "stack",
  run: (stage) =>
    withCrowd(stage, stage.sized(20, 100), async ({ crowd, team, author, reader, writer }) => {
      const [slow, other] = stage.random.shuffled([reader, writer]) as [Tab, Tab];
      stage.record.note(`the slow one is ${slow.person.name}`);
      slow.line.change({ bytesPerSecond: BYTES_PER_SECOND });
      const from = performance.now();
      for (let said = 0; said < stage.sized(8, 40); said += 1) await stage.speak(author, team, 1);
      await complete(stage, crowd, team, "the others complete beside a slow reader", from, 3_000);
      stage.record.check("complete again after the fault", await stage.level(other, 3_000));
      stage.record.check("complete again after the fault", await stage.level(slow, SLOW_MS));
      stage.record.note(`the slow reader after ${(performance.now() - from).toFixed(0)} ms`);
    }),
};

type Together = Awaited<ReturnType<typeof openConversation>> & { crowd: Crowd };

async function withCrowd(stage: Stage, count: number, act: (together: Together) => Promise<void>) {
  const conversation = await openConversation(stage);
  const { team } = conversation;
  const member = await stage.member(team);
  const crowd = await openCrowd(stage.world, member, team, count);
  try {
    const { late, first } = await untilAll(crowd, ({ liveness }) => liveness === "live", CROWD_MS);
    if (late > 0) throw new Error(`${late} of ${count} clients are not live: ${JSON.stringify(first)}`);
    stage.record.note(`${count} clients`);
    await act({ ...conversation, crowd });
  } finally {
    await crowd.close();
  }
}

async function complete(
  stage: Stage,
  crowd: Crowd,
  team: Team,
  what: string,
  from: number,
  limitMs = CROWD_MS,
) {
  const isEqual = equalsPostgres(await readTruth(stage.world.supabase.owner, team));
  const { late, first } = await untilAll(crowd, isEqual, CROWD_MS);
  stage.record.check(
    "every client equals Postgres",
    late === 0 ? null : `${late} do not: ${JSON.stringify(first)}`,
  );
  stage.record.timed(what, performance.now() - from, limitMs);
}

export const crowds: Scenario[] = [crowdReconnects, slowReader];
