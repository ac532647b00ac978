import { fingerprintOf, hashAfter, origin } from "./chain.ts";
import type { Change, ConversationExport, LogEvent } from "./schema.ts";

/** What does not fit in an export, in sentences: none when it is whole. */
export function findingsIn(document: ConversationExport): string[] {
  const found = [...brokenLinks(document), ...brokenStory(document)];
  if (fingerprintOf(document) === document.fingerprint) return found;
  return [
    ...found,
    found.length > 0
      ? "The fingerprint is not that of this file."
      : "The fingerprint is not that of this file, though every event fits: its heading was changed, or the fingerprint itself.",
  ];
}

/** Each event is held against the hash that the one before it shows, so that a change is found where it was made. */
function* brokenLinks({ about, events, head }: ConversationExport): Generator<string> {
  let previous = origin(about.conversation.team_id);
  for (const [index, event] of events.entries()) {
    if (hashAfter(previous, event) !== event.hash)
      yield `${titleOf(event, index)} does not have the hash that follows from what it says and from the event before it.`;
    previous = event.hash;
  }
  if (head !== previous) yield "The head is not the hash of the last event.";
}

/** What no conversation can be like, whatever its hashes are. */
function* brokenStory({ about, events }: ConversationExport): Generator<string> {
  if (events.length !== about.last_revision)
    yield `There are ${events.length} events, and the heading says ${about.last_revision}.`;
  const state = new Map<string, Change>();
  let seq = 0;
  let isGapless = true;
  for (const [index, event] of events.entries()) {
    const title = titleOf(event, index);
    if (event.revision !== index + 1) yield `${title} should have the revision ${index + 1}.`;
    if (event.kind === "unrecorded") {
      isGapless = false;
      continue;
    }
    const before = state.get(event.message_id);
    state.set(event.message_id, event);
    if (event.kind === "sent") {
      if (before) yield `${title} was sent before, in revision ${before.revision}.`;
      if (event.seq <= seq || (isGapless && event.seq !== seq + 1))
        yield `${title} does not come after message #${seq}.`;
      seq = event.seq;
    } else if (before?.kind === "deleted") yield `${title} had been deleted in revision ${before.revision}.`;
    else if (before && before.seq !== event.seq) yield `${title} was sent as message #${before.seq}.`;
    else if (!before && isGapless) yield `${title} was never sent.`;
  }
  if (isGapless && seq !== about.last_seq)
    yield `The last message is #${seq}, and the heading says #${about.last_seq}.`;
}

function titleOf(event: LogEvent, index: number): string {
  const place = `Event ${index + 1}`;
  if (event.kind === "unrecorded") return `${place} (unrecorded)`;
  return `${place} (message #${event.seq}, ${event.kind.replace("_", " ")}, ${event.at})`;
}
