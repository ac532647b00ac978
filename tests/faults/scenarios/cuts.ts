import type { Scenario } from "../scenario.ts";
import type { Stage } from "../stage.ts";
import type { Tab } from "../world/device.ts";
import type { FrameRule } from "../world/tunnel.ts";
import { type Conversation, isSend, openConversation } from "./conversation.ts";

/** The points of a conversation's life at which its socket is cut; each resolves once that has happened. */
const POINTS: Record<string, { about: string; cut(stage: Stage, conversation: Conversation): Promise<Tab> }> =
  {
    "before-join": {
      about: "the socket cut after it opened and before it joined",
      cut: (stage, conversation) =>
        cutWhileJoining(stage, conversation, (text) => text.startsWith("HTTP/1.1 101")),
    },
    "before-confirmation": {
      about: "the socket cut between join and confirmation",
      cut: (stage, conversation) =>
        cutWhileJoining(
          stage,
          conversation,
          (text) => text.includes('"phx_reply"') && text.includes(`realtime:team:${conversation.team.id}`),
        ),
    },
    "before-fetch": {
      about: "everything cut between confirmation and fetch",
      cut: (stage, conversation) =>
        cutWhileJoining(
          stage,
          conversation,
          (text) => text.includes('"system"') && text.includes(`team:${conversation.team.id}`),
          true,
        ),
    },
    "mid-burst": {
      about: "the socket cut in mid-burst",
      async cut(stage, { team, author, reader }) {
        const passed = stage.random.between(1, 15);
        let count = 0;
        const cut = whenFrame(reader, (text) => text.includes(team.marker) && ++count > passed);
        for (let said = 0; said < 20; said += 1) await stage.speak(author, team, 1);
        await cut;
        return reader;
      },
    },
    "before-commit": {
      about: "everything cut in mid-send, before the commit",
      cut: (stage, conversation) => cutWhileSending(stage, conversation, "cut_before"),
    },
    "after-commit": {
      about: "everything cut in mid-send, after the commit",
      cut: (stage, conversation) => cutWhileSending(stage, conversation, "cut_after"),
    },
  };

/** Cuts the socket so that it comes back, cuts that one at the point, and says something while it is away. */
async function cutWhileJoining(
  stage: Stage,
  { team, author, reader }: Conversation,
  isPoint: (text: string) => boolean,
  withAllElse = false,
): Promise<Tab> {
  const cut = whenFrame(reader, isPoint);
  reader.line.cutSockets();
  await stage.speak(author, team, 1);
  await cut;
  if (withAllElse) {
    reader.line.cut();
    await stage.speak(author, team, 2);
    reader.line.restore();
  } else await stage.speak(author, team, 2);
  return reader;
}

async function cutWhileSending(stage: Stage, { writer }: Conversation, kind: "cut_before" | "cut_after") {
  let left = stage.random.between(1, 3);
  stage.record.note(`${left} in a row`);
  const cut = new Promise<void>((resolve) => {
    const stop = writer.line.rule((asked) => {
      if (!isSend(asked)) return undefined;
      writer.line.cutSockets();
      left -= 1;
      if (left === 0) {
        stop();
        resolve();
      }
      return { kind };
    });
  });
  await writer.say();
  await writer.say();
  await cut;
  return writer;
}

/** Resolves once the socket was cut right behind the first frame that is so. */
function whenFrame({ line }: Tab, isPoint: (text: string) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const rule: FrameRule = (text) => {
      if (!isPoint(text)) return undefined;
      stop();
      resolve();
      return "cut_after";
    };
    const stop = line.frameRule(rule);
  });
}

export const cuts: Scenario[] = Object.entries(POINTS).map(([name, point]) => ({
  name: `cut-${name}`,
  about: point.about,
  harms: "line",
  async run(stage) {
    const conversation = await openConversation(stage);
    const tab = await point.cut(stage, conversation);
    await stage.recovery("line, untold", [tab]);
  },
}));
