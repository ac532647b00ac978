import { setTimeout as delay } from "node:timers/promises";
import { decodeJwt, SignJWT } from "jose";
import { z } from "zod";
import { jwtSecret } from "../../../supabase/local/keys.ts";
import type { Scenario } from "../scenario.ts";
import type { Answer } from "../world/exchange.ts";
import { quietConversation } from "./conversation.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const tokenExpires: Scenario = {
  name: "token-expires",
  about: "the token expiring in mid-session",
  harms: "line",
  waits: true,
  async run(stage) {
    const { team, member, author } = await quietConversation(stage);
    const livesSeconds = stage.random.between(5, 8);
    const device = await stage.device(member);
    let given = 0;
    device.line.rule((asked) => {
      if (!asked.path.startsWith("/api/session/token")) return undefined;
      given += 1;
      return { kind: "ask", instead: asked, change: (answer) => shortened(answer, livesSeconds) };
    });
    const tab = await stage.openTab(device, team);
    await stage.until(tab, ({ liveness }) => liveness === "live", "live on a short token");
    const end = Date.now() + livesSeconds * 1000 * stage.sized(2, 4);
    while (Date.now() < end) {
      await delay(stage.random.between(300, 1_200));
      await stage.speak(author, team, 1);
    }
    await tab.say();
    await stage.recovery("line, untold", [tab]);
    stage.record.note(`${given} tokens of ${livesSeconds} s`);
    stage.record.check("another token was asked for", given > 1 ? null : `only ${given} was given`);
  },
};

const tokenAnswer = z.looseObject({ accessToken: z.string() });

/** An answer with a token, changed to one of the same person that really ends soon. */
async function shortened(answer: Answer, seconds: number): Promise<Answer> {
  if (answer.status !== 200) return answer;
  const said = tokenAnswer.parse(JSON.parse(answer.body));
  const expiresAt = Math.floor(Date.now() / 1000) + seconds;
  const accessToken = await new SignJWT({ ...decodeJwt(said.accessToken), exp: expiresAt })
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .sign(new TextEncoder().encode(jwtSecret));
  return { ...answer, body: JSON.stringify({ ...said, accessToken, expiresAt, expiresInSeconds: seconds }) };
}

const asleep: Scenario = {
  name: "asleep",
  about: "a laptop asleep for an hour, its sockets dead when it wakes",
  harms: "line",
  async run(stage) {
    const { team, member, author } = await quietConversation(stage);
    const tab = await stage.open(member, team, { clockOffsetMs: 0 });
    const control = await tab.device.context.newCDPSession(tab.page);
    await control.send("Page.setWebLifecycleState", { state: "frozen" });
    tab.line.strand();
    await stage.speak(author, team, stage.sized(41, 500));
    await delay(stage.random.between(500, stage.sized(2_000, 20_000)));
    await control.send("Runtime.evaluate", { expression: `rinksideAdvance(${HOUR_MS})` });
    await control.send("Page.setWebLifecycleState", { state: "active" });
    await stage.recovery("computer", [tab]);
    await tab.say();
  },
};

const wrongClocks: Scenario = {
  name: "wrong-clocks",
  about: "clocks wrong by a day, before and behind",
  harms: "line",
  async run(stage) {
    const { team, member, author } = await quietConversation(stage);
    const organiser = await stage.organiser();
    const [fast, slow] = await Promise.all([
      stage.open(member, team, { clockOffsetMs: DAY_MS }),
      stage.open(organiser, team, { clockOffsetMs: -DAY_MS }),
    ]);
    for (const tab of stage.random.shuffled([fast, slow, fast, slow])) await tab.say();
    for (const tab of [fast, slow]) tab.line.cut();
    await fast.say();
    await stage.speak(author, team, 4);
    await slow.say();
    await delay(stage.random.between(100, 1_500));
    for (const tab of [fast, slow]) tab.line.restore();
    await stage.recovery("line, untold", [fast, slow]);
  },
};

export const time: Scenario[] = [tokenExpires, asleep, wrongClocks];
