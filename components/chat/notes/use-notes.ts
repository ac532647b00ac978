import { useEffect, useEffectEvent, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { useTranslations } from "use-intl";
import { useLive } from "@/components/live/live-provider";
import { useAnnounce } from "@/components/ui/announcer";
import type { ConversationState } from "@/lib/chat/conversation/state";
import { placed } from "@/lib/notes/places";
import type { Note } from "@/lib/notes/schema";
import type { Notes } from "./notes-context";

/** The notes among the messages that are loaded; somebody else's new one is said to whoever listens to the page. */
export function useNotes(
  { messages, hasLater }: ConversationState,
  { teamId, readerId, initial }: { teamId: string; readerId: string; initial: readonly Note[] | null },
): Notes {
  const live = useLive();
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the page brought along is a beginning, and no more
  const store = useMemo(() => live.notes({ teamId, initial }), [live, teamId]);
  const notes = useSyncExternalStore(store.subscribe, store.getSnapshot, store.getSnapshot);
  const [stored, setStored] = useState<string | null>(null);
  useArrivals(notes, readerId);
  return useMemo(
    () =>
      notes && {
        places: placed(notes, messages, !hasLater),
        stored,
        changed(id) {
          if (id) setStored(id);
          store.refresh();
        },
      },
    [notes, messages, hasLater, stored, store],
  );
}

function useArrivals(notes: readonly Note[] | null, readerId: string) {
  const t = useTranslations("notes");
  const announce = useAnnounce();
  const known = useRef<ReadonlySet<string> | null>(null);
  const hear = useEffectEvent((present: readonly Note[]) => {
    const before = known.current;
    known.current = new Set(present.map(({ id }) => id));
    if (!before) return;
    for (const { id, author_id, author_name: name, content } of present)
      if (!before.has(id) && author_id !== readerId) announce(t("arrived", { name, content }));
  });
  useEffect(() => {
    if (notes) hear(notes);
  }, [notes]);
}
