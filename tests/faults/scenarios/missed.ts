import { setTimeout as delay } from "node:timers/promises";
import { edit, readTruth, remove } from "../database.ts";
import type { Scenario } from "../scenario.ts";
import type { Stage } from "../stage.ts";
import type { Tab } from "../world/device.ts";
import { type Conversation, openConversation } from "./conversation.ts";

/** A reader's network goes, much is said, and the network comes back: with the browser's own sign of it, or without. */
function missedWhileAway(count: number, onlyLong = false): Scenario {
  return {
    name: `missed-${count}`,
    about: `${count} messages missed while away`,
    harms: "line",
    onlyLong,
    run: (stage) =>
      away(stage, async (author, team) => {
        await stage.speak(author, team, count);
        await delay(stage.random.between(100, 1_500));
      }),
  };
}

const editsWhileAway: Scenario = {
  name: "edits-while-away",
  about: "messages edited and deleted while away",
  harms: "line",
  run: (stage) =>
    away(stage, async (author, team) => {
      const { owner, admin } = stage.world.supabase;
      const own = (await readTruth(owner, team)).rows.filter(({ senderId }) => senderId === author.id);
      for (const { id, content } of stage.random.shuffled(own).slice(0, stage.sized(8, 24))) {
        if (content) stage.ledger.withdraw(content);
        if (stage.random.next() < 0.5) await remove(admin, author, id);
        else await edit(admin, author, id, stage.ledger.compose(author, team));
      }
      // An edit moves no place: when it is the last that happened, only its revision tells.
      if (stage.random.next() < 0.5) await stage.speak(author, team, 3);
    }),
};

/** Both pages miss what happens: one whose browser is told that the network is gone, and one whose is not. */
async function away(
  stage: Stage,
  meanwhile: (author: Conversation["author"], team: Conversation["team"]) => Promise<void>,
) {
  const { author, team, writer, reader } = await openConversation(stage);
  const [told, untold] = stage.random.shuffled([writer, reader]) as [Tab, Tab];
  told.line.cut();
  await told.device.context.setOffline(true);
  untold.line.cut();
  await meanwhile(author, team);
  told.line.restore();
  await told.device.context.setOffline(false);
  await stage.recovery("line, told", [told]);
  untold.line.restore();
  await stage.recovery("line, untold", [untold]);
}

export const missed: Scenario[] = [
  missedWhileAway(41),
  missedWhileAway(500),
  missedWhileAway(5_000, true),
  editsWhileAway,
];
