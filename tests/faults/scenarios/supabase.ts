import { setTimeout as delay } from "node:timers/promises";
import type { Scenario } from "../scenario.ts";
import type { Stage } from "../stage.ts";
import { isInsert, openConversation } from "./conversation.ts";

const supabaseKilled: Scenario = {
  name: "supabase-killed",
  about: "kill -9 of Supabase in mid-send",
  harms: "stack",
  async run(stage) {
    const { writer, reader, author, team } = await openConversation(stage);
    const { supabase, trunk } = stage.world;
    const reached = new Promise<void>((resolve) => {
      const stop = trunk.rule((asked) => {
        if (!isInsert(asked)) return undefined;
        stop();
        // From here on it may or may not be committed.
        setTimeout(resolve, stage.random.between(0, 30));
        return undefined;
      });
    });
    await Promise.all([writer.say(), reader.say()]);
    await reached;
    await supabase.kill();
    await writer.say();
    await delay(stage.random.between(100, 2_000));
    await supabase.start();
    await stage.speak(author, team, 2);
    await stage.recovery("stack", [writer, reader]);
  },
};

/** Postgres alone goes, under the services that go on. */
function postgresRestarted(name: string, about: string, pause: (stage: Stage) => number): Scenario {
  return {
    name,
    about,
    harms: "stack",
    async run(stage) {
      const { writer, reader, author, team } = await openConversation(stage);
      const restarted = stage.world.supabase.restartPostgres(pause(stage));
      await Promise.all([writer.say(), reader.say()]);
      await writer.say();
      await restarted;
      await stage.speak(author, team, 2);
      await stage.recovery("stack", [writer, reader]);
    },
  };
}

const replicationLost: Scenario = {
  name: "replication-lost",
  about: "the replication slot killed while sockets stay up, then exactly one message and silence",
  harms: "stack",
  async run(stage) {
    const { writer, reader, author, team } = await openConversation(stage);
    const { supabase } = stage.world;
    const before = [writer.line.openSockets, reader.line.openSockets];
    await supabase.killReplication();
    await delay(stage.random.between(0, 300));
    await stage.speak(author, team, 1);
    await stage.recovery("stack", [writer, reader]);
    const after = [writer.line.openSockets, reader.line.openSockets];
    stage.record.note(`sockets before ${before.join(" and ")}, after ${after.join(" and ")}`);
  },
};

export const supabase: Scenario[] = [
  supabaseKilled,
  postgresRestarted("postgres-restarted", "Postgres restarted at once", () => 0),
  postgresRestarted("postgres-away", "Postgres away for some seconds, then restarted", (stage) =>
    stage.sized(3_000, 10_000),
  ),
  replicationLost,
];
