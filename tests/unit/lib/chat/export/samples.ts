import { fc } from "@fast-check/vitest";
import { fingerprintOf, hashAfter, origin } from "@/lib/chat/export/chain";
import type { Change, ConversationExport, LogEvent } from "@/lib/chat/export/schema";

const TEAM = "10000000-0000-4000-8000-000000000011";
const ANNA = { id: "20000000-0000-4000-8000-000000000003", name: "Anna Lindqvist", role: "member" } as const;
const MIKKO = {
  id: "20000000-0000-4000-8000-000000000001",
  name: "Mikko <Korhonen>",
  role: "admin",
} as const;
const UNSEALED = "0".repeat(64);

type Write = { by: "anna" | "mikko"; content: string; documents: number; mentions: boolean };
/** What people may do to a conversation; a change is of the message that `which` points at, if there is one left. */
export type Act =
  | ({ kind: "send" } & Write)
  | { kind: "edit" | "delete" | "remove"; which: number; content: string }
  | { kind: "lose" };

// No half of a pair: Postgres stores none.
const text = fc
  .string({ unit: "binary", minLength: 1, maxLength: 30 })
  .map((written) => written.replaceAll("\u0000", "·"));
const number = fc.nat(50);

export const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("send" as const),
      by: fc.constantFrom("anna" as const, "mikko" as const),
      content: text,
      documents: fc.nat(2),
      mentions: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom("edit" as const, "delete" as const, "remove" as const),
      which: number,
      content: text,
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: "lose" as const }) },
);

/** What Postgres would export after all this. */
export function exportOf(
  acts: readonly Act[],
  exportedAt = "2026-11-24T12:00:00.000001Z",
): ConversationExport {
  const events: LogEvent[] = [];
  const now = new Map<string, Change>();
  for (const one of acts) {
    const event = eventOf(one, events, now);
    if (!event) continue;
    events.push(event);
    if (event.kind !== "unrecorded") now.set(event.message_id, event);
  }
  return sealed({
    about: {
      conversation: { code: "NOR", name: "Norway & friends", team_id: TEAM },
      exported_at: exportedAt,
      exported_by: { id: MIKKO.id, name: MIKKO.name },
      format: "rinkside-conversation",
      last_revision: events.length,
      last_seq: events.filter(({ kind }) => kind === "sent").length,
      tournament: { name: "World Cup", time_zone: "Europe/Zurich", venue: "Zürich" },
      version: 1,
    },
    events,
    fingerprint: UNSEALED,
    head: UNSEALED,
  });
}

/** With every hash computed anew, as somebody may who changes a file. */
export function sealed(document: ConversationExport): ConversationExport {
  let head = origin(document.about.conversation.team_id);
  const events = document.events.map((event) => {
    head = hashAfter(head, event);
    return { ...event, hash: head };
  });
  const whole = { ...document, events, head };
  return { ...whole, fingerprint: fingerprintOf(whole) };
}

function eventOf(one: Act, events: readonly LogEvent[], now: ReadonlyMap<string, Change>): LogEvent | null {
  const revision = events.length + 1;
  if (one.kind === "lose")
    return {
      actor: null,
      at: null,
      content: null,
      documents: null,
      hash: UNSEALED,
      kind: "unrecorded",
      mentions: null,
      message_id: null,
      revision,
      seq: null,
    };
  const at = `2026-11-24T10:${String(revision % 60).padStart(2, "0")}:00.${String(revision).padStart(6, "0")}Z`;
  if (one.kind === "send") {
    const seq = [...now.values()].length + 1;
    return {
      actor: one.by === "anna" ? ANNA : MIKKO,
      at,
      content: one.content,
      documents: Array.from({ length: one.documents }, (_, place) => ({
        id: idOf(8, seq * 10 + place),
        mime_type: "application/pdf",
        name: `Roster "${place}".pdf`,
        size_bytes: 4,
      })),
      hash: UNSEALED,
      kind: "sent",
      mentions: one.mentions ? [{ id: ANNA.id, name: ANNA.name }] : [],
      message_id: idOf(9, seq),
      revision,
      seq,
    };
  }
  const there = [...now.values()].filter(({ kind }) => kind !== "deleted");
  const before = there[one.which % there.length];
  if (!before) return null;
  const after = { ...before, at, revision, hash: UNSEALED };
  if (one.kind === "delete") return { ...after, kind: "deleted" };
  if (one.kind === "edit") return { ...after, kind: "edited", content: one.content };
  const [gone, ...left] = before.documents ?? [];
  return gone ? { ...after, kind: "document_removed", documents: left } : null;
}

const idOf = (kind: number, place: number) =>
  `${kind}0000000-0000-4000-8000-${String(place).padStart(12, "0")}`;

/** One of everything. */
export const story: readonly Act[] = [
  { kind: "send", by: "anna", content: "When do we <practise>?", documents: 2, mentions: false },
  { kind: "send", by: "mikko", content: "At six, @Anna Lindqvist.\nGate C.", documents: 0, mentions: true },
  { kind: "edit", which: 1, content: "At seven, @Anna Lindqvist." },
  { kind: "remove", which: 0, content: "" },
  { kind: "delete", which: 1, content: "" },
];
