import { useMemo, useSyncExternalStore } from "react";
import { useLive } from "@/components/live/live-provider";
import type { ConversationState } from "@/lib/chat/conversation/state";
import { type Readers, type SeenBy, seenBy } from "@/lib/chat/readers/readers";
import type { Reader } from "@/lib/chat/schema";

/** The last of the loaded messages that others have seen and who they are, and of everybody how far they have read. */
export function useSeenBy(
  { topic, messages, hasLater }: ConversationState,
  { teamId, readerId, initial }: { teamId: string; readerId: string; initial: readonly Reader[] },
): { seen: SeenBy | null; readers: Readers } {
  const live = useLive();
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the page brought along is a beginning, and no more
  const store = useMemo(() => live.readers({ teamId, topic, initial }), [live, teamId, topic]);
  const readers = useSyncExternalStore(store.subscribe, store.getSnapshot, store.getSnapshot);
  const seen = useMemo(
    () => seenBy(readers, messages, { readerId, isAtEnd: !hasLater }),
    [readers, messages, readerId, hasLater],
  );
  return { seen, readers };
}
