import { randomUUID } from "node:crypto";
import { z } from "zod";
import { readTruth } from "./database.ts";
import { isInsert, openConversation } from "./scenarios/conversation.ts";
import type { Stage } from "./stage.ts";
import type { Team } from "./world/cast.ts";
import type { Asked, Rule } from "./world/exchange.ts";
import type { Line } from "./world/line.ts";

/** A product without one of its promises: a battery that does not fail on it would be worth nothing. */
export type Control = {
  name: string;
  about: string;
  /** The checks of which at least one must fail. */
  expects: readonly string[];
  run(stage: Stage): Promise<void>;
};

/** The head is asked for every 25 s: only after that can one say that nobody asked. */
const LONGER_THAN_A_PROBE_MS = 28_000;

const insertSchema = z.looseObject({
  id: z.uuid(),
  team_id: z.uuid(),
  sender_id: z.uuid(),
  content: z.string(),
});

const acknowledgesBeforeCommit: Control = {
  name: "acknowledge-before-commit",
  about: "a send is acknowledged, and never stored",
  expects: ["what was acknowledged is stored once"],
  async run(stage) {
    const { writer, team } = await openConversation(stage);
    const { lastSeq, lastRevision } = await readTruth(stage.world.supabase.owner, team);
    const stop = stage.world.trunk.rule((asked) => {
      if (!isInsertOf(asked, team)) return undefined;
      const row = {
        ...insertSchema.parse(JSON.parse(text(asked.body))),
        ...{ sender_name: writer.person.name, sender_role: writer.person.role },
        ...{ seq: lastSeq + 1, revision: lastRevision + 1 },
        ...{ created_at: new Date().toISOString(), edited_at: null, deleted_at: null, mention_names: [] },
      };
      const isOne = asked.headers.accept?.includes("vnd.pgrst.object");
      const body = JSON.stringify(isOne ? row : [row]);
      return {
        kind: "answer",
        answer: { status: 201, headers: { "content-type": "application/json" }, body },
      };
    });
    const said = await writer.say();
    await stage.until(writer, ({ rows }) => rows.some((row) => row[1] === said), "told that it is stored");
    stop();
  },
};

const hasNoUniqueId: Control = {
  name: "no-unique-id",
  about: "each try of a send is stored under an id of its own",
  expects: ["nothing is stored twice"],
  async run(stage) {
    const { writer, team } = await openConversation(stage);
    let tries = 0;
    const stop = stage.world.trunk.rule((asked) => {
      if (!isInsertOf(asked, team)) return undefined;
      tries += 1;
      const row = { ...insertSchema.parse(JSON.parse(text(asked.body))), id: randomUUID() };
      const instead = { ...asked, body: Buffer.from(JSON.stringify(row)).toString("latin1") };
      return { kind: "ask", instead, isLost: tries === 1 };
    });
    await writer.say();
    const deadline = performance.now() + 20_000;
    await stage.until(writer, () => tries > 1 || performance.now() > deadline, "trying again");
    await stage.level(writer);
    stop();
  },
};

const catchesNothingUp: Control = {
  name: "no-catch-up",
  about: "whoever comes back is told that nothing has changed",
  expects: ["complete again after the fault", "the page equals Postgres"],
  async run(stage) {
    const { reader, author, team } = await openConversation(stage);
    await stage.quiet(reader);
    reader.line.cut();
    await stage.speak(author, team, 3);
    answerAsBefore(reader.line, ["changes", "snapshot", "head"]);
    reader.line.restore();
    await stage.recovery("line, untold", [reader]);
  },
};

const probesNoHead: Control = {
  name: "no-head-probe",
  about: "the last event is lost, and whoever asks for the head is told the old one",
  expects: ["complete again after the fault", "the page equals Postgres"],
  async run(stage) {
    const { writer, author, team } = await openConversation(stage);
    await stage.quiet(writer);
    answerAsBefore(writer.line, ["head"]);
    writer.line.frameRule((frame) => (frame.includes(team.marker) ? "drop" : undefined));
    await stage.speak(author, team, 1);
    stage.record.check("complete again after the fault", await stage.level(writer, LONGER_THAN_A_PROBE_MS));
  },
};

/** The reads of a conversation answer from now on as if they were asked for the state a page already has. */
function answerAsBefore(line: Line, reads: readonly string[]): void {
  const path = new RegExp(`^/api/chat/[^/]+/(${reads.join("|")})\\b`);
  const rule: Rule = (asked) => {
    const read = path.exec(asked.path)?.[1];
    if (!read) return undefined;
    return {
      kind: "ask",
      instead: asked,
      change: (answer) => ({
        ...answer,
        body: JSON.stringify(emptied(JSON.parse(text(answer.body)), asked)),
      }),
    };
  };
  line.rule(rule);
}

const answerSchema = z.looseObject({ last_seq: z.int(), last_revision: z.int() });

/** Nothing after the revision that was asked for; without one, nothing at all. */
function emptied(answer: unknown, asked: Asked): object {
  const since = Number(new URL(asked.path, "http://site").searchParams.get("since") ?? 0);
  const said = answerSchema.parse(answer);
  return { ...said, last_seq: 0, last_revision: since, ...("messages" in said && { messages: [] }) };
}

function isInsertOf(asked: Asked, team: Team): boolean {
  return isInsert(asked) && asked.body.includes(team.id);
}

const text = (body: string): string => Buffer.from(body, "latin1").toString("utf8");

export const controls: readonly Control[] = [
  acknowledgesBeforeCommit,
  hasNoUniqueId,
  catchesNothingUp,
  probesNoHead,
];
