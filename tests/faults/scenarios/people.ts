import { setTimeout as delay } from "node:timers/promises";
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

export const people: Scenario[] = [tabsAndDevices, organisersAtOnce];
