import { setTimeout as delay } from "node:timers/promises";
import type { Scenario } from "../scenario.ts";
import type { Tab } from "../world/device.ts";
import type { Direction } from "../world/weather.ts";
import { openConversation } from "./conversation.ts";

/** The head is asked for every 25 s; what it tells is then fetched, on a busy machine in some seconds. */
const PROBED_WITHIN_MS = 29_000;

/** The open socket falls silent without being closed; what else there is goes on. */
function stranded(name: string, about: string, directions: readonly Direction[]): Scenario {
  return {
    name,
    about,
    harms: "line",
    waits: true,
    async run(stage) {
      const { team, author, writer } = await openConversation(stage);
      await stage.quiet(writer);
      writer.line.strand(...directions);
      await delay(stage.random.between(0, 500));
      const from = performance.now();
      await stage.speak(author, team, 1);
      const difference = await stage.level(writer);
      stage.record.check("complete again after the fault", difference);
      stage.record.timed("a message behind a silent socket", performance.now() - from, PROBED_WITHIN_MS);
      // Whoever has noticed builds a new socket, on which the next one comes at once.
      await writer.say();
    },
  };
}

const everythingStalls: Scenario = {
  name: "stall-everything",
  about: "a proxy that stalls all there is for some seconds, without closing",
  harms: "line",
  async run(stage) {
    const { team, author, writer } = await openConversation(stage);
    writer.line.change({ stalled: { up: true, down: true } });
    await writer.say();
    await stage.speak(author, team, 5);
    await delay(stage.random.between(1_000, stage.sized(4_000, 40_000)));
    writer.line.restore();
    await stage.recovery("line, untold", [writer]);
  },
};

const tailLost: Scenario = {
  name: "tail-lost",
  about: "the last event of all lost, and silence after it",
  harms: "line",
  waits: true,
  async run(stage) {
    const { team, author, writer } = await openConversation(stage);
    await stage.quiet(writer);
    writer.line.frameRule((text) => (text.includes(team.marker) ? "drop" : undefined));
    const asked = writer.line.journal.length;
    const from = performance.now();
    await stage.speak(author, team, 1);
    stage.record.check("complete again after the fault", await stage.level(writer));
    stage.record.timed("a message behind a silent socket", performance.now() - from, PROBED_WITHIN_MS);
    stage.record.note(
      `asked meanwhile: ${writer.line.journal
        .slice(asked)
        .map(({ path }) => path.split("/").at(-1))
        .join(", ")}`,
    );
  },
};

/** No packet passes for a while, and none is ever answered on what was open by then. */
const swallowed: Scenario = {
  name: "swallowed",
  about: "a network that swallows all that is sent for some seconds, and what was open with it",
  harms: "line",
  async run(stage) {
    const { team, author, writer, reader } = await openConversation(stage, { onWire: true });
    const [told, untold] = stage.random.shuffled([writer, reader]) as [Tab, Tab];
    for (const { device } of [told, untold]) device.wire.stall();
    await untold.say();
    await stage.speak(author, team, 3);
    await delay(stage.random.between(2_000, stage.sized(9_000, 40_000)));
    for (const { device } of [told, untold]) device.wire.recover();
    const from = performance.now();
    await told.page.evaluate(() => dispatchEvent(new Event("online")));
    await Promise.all([
      stage.recovery("line, told", [told]),
      stage.recovery("line, silent", [untold]),
      stage
        .until(untold, ({ outbox }) => outbox.length === 0, "rid of what it sent")
        .then(() => {
          stage.record.timed("what was written into the silence", performance.now() - from, 30_000);
        }),
    ]);
  },
};

export const stalls: Scenario[] = [
  stranded("stall", "a TCP proxy that stalls without closing", ["up", "down"]),
  stranded("stall-down", "a TCP proxy that stalls towards the reader", ["down"]),
  stranded("stall-up", "a TCP proxy that stalls towards the server", ["up"]),
  everythingStalls,
  swallowed,
  tailLost,
];
