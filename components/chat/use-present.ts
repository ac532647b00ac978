import { useMemo, useSyncExternalStore } from "react";
import { useLive } from "@/components/live/live-provider";
import type { Mentionable } from "@/lib/chat/schema";

/**
 * Those of these people who are on a topic now, each once; null while nobody knows. While the screen is there the reader is
 * shown to them too.
 */
export function usePresent(topic: string, people: readonly Mentionable[]): readonly Mentionable[] | null {
  const presence = useLive().presence(topic);
  const ids = useSyncExternalStore(presence.subscribe, presence.getSnapshot, nobodyKnows);
  // A group has an id too, and a client may choose any for its own.
  return useMemo(
    () => ids && people.filter(({ id, kind }) => ids.has(id) && (kind === "person" || kind === "organiser")),
    [ids, people],
  );
}

function nobodyKnows() {
  return null;
}
