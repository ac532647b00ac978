import { setTimeout as delay } from "node:timers/promises";
import { unreadIsRecounted } from "../checks.ts";
import { readUnread } from "../database.ts";
import type { Scenario } from "../scenario.ts";
import { openConversation, quietConversation } from "./conversation.ts";

const tabsAndDevices: Scenario = {
  name: "tabs-and-devices",
  about: "two tabs and two devices of one person, one of them cut off",
  harms: "line",
  async run(stage) {
    const { team, member, author } = await quietConversation(stage);
    const [first, phone] = await Promise.all([stage.open(member, team), stage.open(member, team)]);
    const second = await stage.openTab(first.device, team);
    // A key that is pressed before the page has come to life goes to nobody.
    await stage.until(second, ({ liveness }) => liveness === "live", "live after it was opened");
    const tabs = [first, second, phone];
    for (const tab of stage.random.shuffled([...tabs, ...tabs])) await tab.say();
    first.line.cut();
    for (const tab of stage.random.shuffled([...tabs, ...tabs])) await tab.say();
    await stage.speak(author, team, 3);
    await delay(stage.random.between(100, 2_000));
    first.line.restore();
    await stage.recovery("line, untold", tabs);
  },
};

const organisersAtOnce: Scenario = {
  name: "organisers-at-once",
  about: "two organisers answering at once, while the team writes",
  harms: "line",
  async run(stage) {
    const { team, writer, reader } = await openConversation(stage);
    const colleague = await stage.open(await stage.organiser(), team);
    for (let round = 0; round < stage.sized(3, 8); round += 1) {
      await Promise.all([reader.say(), colleague.say(), writer.say()]);
      if (stage.random.next() < 0.4) stage.random.pick([reader, colleague]).line.cutSockets();
    }
    await stage.recovery("line, untold", [writer, reader, colleague]);
  },
};

/** What a signal keeps fresh is read at most once a second, and after a cut when the topic is joined again. */
const LISTED_WITHIN_MS = 10_000;

const unreadElsewhere: Scenario = {
  name: "unread-elsewhere",
  about: "what another conversation's badge says after a cut, beside a recount",
  harms: "line",
  async run(stage) {
    const [{ reader, author }, other] = [await openConversation(stage), await stage.team()];
    const badge = reader.page.locator("li[data-unread]").filter({ hasText: other.code });
    await stage.speak(author, other, stage.random.between(1, 5));
    reader.line.cut();
    await stage.speak(author, other, stage.random.between(1, stage.sized(20, 120)));
    await delay(stage.random.between(100, 2_000));
    reader.line.restore();
    const from = performance.now();
    const differs = async () => {
      const { counted } = await readUnread(stage.world.supabase.admin, reader.person, other);
      const listed = (await badge.count()) === 1 ? Number(await badge.getAttribute("data-unread")) : null;
      return unreadIsRecounted({ listed, counted });
    };
    let difference = await differs();
    while (difference !== null && performance.now() - from < LISTED_WITHIN_MS) {
      await delay(50);
      difference = await differs();
    }
    stage.record.check("the badge equals a recount", difference);
  },
};

export const people: Scenario[] = [tabsAndDevices, organisersAtOnce, unreadElsewhere];
