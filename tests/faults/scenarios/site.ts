import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import type { Scenario } from "../scenario.ts";
import { isInsert, openConversation } from "./conversation.ts";

const siteKilled: Scenario = {
  name: "site-killed",
  about: "kill -9 of the Next server in mid-send",
  harms: "stack",
  async run(stage) {
    const { writer, reader, author, team } = await openConversation(stage);
    const { site, trunk } = stage.world;
    const isBefore = stage.random.next() < 0.5;
    stage.record.note(isBefore ? "killed before the commit" : "killed after the commit");
    // The server dies while Postgres stores: nobody ever hears the answer to the insert.
    const reached = new Promise<void>((resolve) => {
      const stop = trunk.rule(async (asked) => {
        if (!isInsert(asked)) return undefined;
        stop();
        if (isBefore) await site.kill();
        resolve();
        return { kind: isBefore ? "cut_before" : "cut_after" };
      });
    });
    await writer.say();
    await reached;
    await site.kill();
    await writer.say();
    await stage.speak(author, team, 3);
    await delay(stage.random.between(100, 1_000));
    await site.start();
    await stage.recovery("stack", [writer, reader]);
  },
};

const deploy: Scenario = {
  name: "deploy",
  about: "a deploy in mid-burst, with old tabs open",
  harms: "stack",
  async run(stage) {
    const { writer, reader } = await openConversation(stage);
    const { site } = stage.world;
    const redeployed = delay(stage.random.between(0, 600)).then(async () => {
      // As a browser opens one in advance, and never asks anything on it.
      const unused = connect(site.port, "localhost").on("error", () => undefined);
      await once(unused, "connect");
      const from = performance.now();
      await site.end();
      stage.record.timed("the site ends when asked", performance.now() - from, 5_000);
      await site.start();
    });
    for (let said = 0; said < stage.sized(4, 10); said += 1) await Promise.all([writer.say(), reader.say()]);
    await redeployed;
    // To a tab of the older build, its actions are no longer there.
    for (const { line } of [writer, reader]) {
      line.rule(({ method, headers }) =>
        method === "POST" && headers["next-action"] !== undefined
          ? { kind: "answer", answer: UNKNOWN_ACTION }
          : undefined,
      );
    }
    await Promise.all([writer.say(), reader.say()]);
    await stage.recovery("stack", [writer, reader]);
  },
};

/** As Next answers it. */
const UNKNOWN_ACTION = {
  status: 409,
  headers: { "content-type": "text/plain", "x-nextjs-action-not-found": "1" },
  body: "Server action not found.",
};

export const site: Scenario[] = [siteKilled, deploy];
