import type { Message } from "../schema";
import { type Timeline, visibleMessages } from "./timeline";

/** The loaded messages of a timeline, the same list while it is the same: a key pressed elsewhere must not render each. */
export function createVisibleMessages(): (timeline: Timeline) => readonly Message[] {
  let shown: { timeline: Timeline; messages: readonly Message[] } | null = null;
  return (timeline) => {
    const isSame =
      shown?.timeline.rows === timeline.rows &&
      shown.timeline.from === timeline.from &&
      shown.timeline.to === timeline.to;
    if (!shown || !isSame) shown = { timeline, messages: visibleMessages(timeline) };
    return shown.messages;
  };
}
