import { setTimeout as delay } from "node:timers/promises";
import type { Scenario } from "../scenario.ts";
import type { Stage } from "../stage.ts";
import type { Tab } from "../world/device.ts";
import type { Verdict } from "../world/exchange.ts";
import { quietConversation } from "./conversation.ts";

const SSE_WITHIN_MS = 1_000;
/** The interval of polling (POLL_MS of the rung), and what two answers take on a busy machine. */
const POLLED_WITHIN_MS = 5_000 + 2_500;
/** In the seal's sentences (`chat.seal` of the catalogue), and in none of those on a WebSocket. */
const TOLD = /by fallback|every (few|\d+) s/i;
/** Five failures with their backoffs, for each rung. */
const CLIMB_DOWN_MS = 90_000;

const websocketBlocked: Scenario = {
  name: "websocket-blocked",
  about: "WebSocket blocked from the start: Server-Sent Events within a second, and the person is told",
  harms: "line",
  waits: true,
  async run(stage) {
    const { tab, speak } = await openOn(stage, "sse", { websocketBlocked: true });
    await speak(stage.sized(5, 20), "a message by Server-Sent Events", SSE_WITHIN_MS);
    await tab.say();
  },
};

const sseBlocked: Scenario = {
  name: "sse-blocked",
  about: "Server-Sent Events blocked too: within the polling interval, and the person is told",
  harms: "line",
  waits: true,
  async run(stage) {
    const verdict = stage.random.pick<Verdict>([
      { kind: "buffer" },
      { kind: "cut_before" },
      {
        kind: "answer",
        answer: { status: 403, headers: { "content-type": "text/html" }, body: "Not allowed here" },
      },
    ]);
    stage.record.note(`the stream meets: ${verdict.kind}`);
    const { tab, speak } = await openOn(stage, "polling", { websocketBlocked: true }, verdict);
    await speak(stage.sized(2, 8), "a message by polling", POLLED_WITHIN_MS);
    await tab.say();
  },
};

/** Opens a conversation on a line that leaves only the rung, and waits until the page stands on it. */
async function openOn(stage: Stage, rung: string, weather: { websocketBlocked: boolean }, stream?: Verdict) {
  const { team, member, author } = await quietConversation(stage);
  const device = await stage.device(member);
  device.line.change(weather);
  if (stream) device.line.rule(({ path }) => (path.startsWith("/api/stream") ? stream : undefined));
  const tab = await stage.openTab(device, team);
  const page = await stage.until(
    tab,
    (now) => now.rung === rung && isServed(now.liveness),
    `on ${rung}`,
    CLIMB_DOWN_MS,
  );
  // By the seal, which says another sentence than to those whose socket stands.
  const isTold = TOLD.test(page.seal);
  stage.record.check("the person is told of the fallback", isTold ? null : `the seal says "${page.seal}"`);
  stage.record.note(`the seal: "${page.seal}"`);

  async function speak(count: number, what: string, limitMs: number) {
    for (let said = 0; said < count; said += 1) {
      await delay(stage.random.between(50, 700));
      const [text = ""] = await stage.speak(author, team, 1);
      const from = performance.now();
      await shows(stage, tab, text);
      stage.record.timed(what, performance.now() - from, limitMs);
    }
  }
  return { tab, speak };
}

function isServed(liveness: string | null): boolean {
  return liveness === "live" || liveness === "polled";
}

function shows(stage: Stage, tab: Tab, text: string) {
  return stage.until(tab, ({ rows }) => rows.some((row) => row[1] === text), `showing "${text}"`);
}

export const rungs: Scenario[] = [websocketBlocked, sseBlocked];
