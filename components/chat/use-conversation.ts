import { useCallback, useEffect, useSyncExternalStore } from "react";
import { useTranslations } from "use-intl";
import { useLive } from "@/components/live/live-provider";
import { useAnnounce } from "@/components/ui/announcer";
import type { Message, Reading } from "@/lib/chat/schema";

/** Who is reading, as far as a conversation needs to know. */
export type Reader = { id: string; role: "admin" | "member" };

/** The tab's store of a conversation, opened while the screen is mounted, and its present state. */
export function useConversation(props: {
  reader: Reader;
  team: { id: string };
  reading: Reading;
  lastReadSeq: number;
}) {
  const { reader, team, reading, lastReadSeq } = props;
  const t = useTranslations("chat");
  const announce = useAnnounce();
  const live = useLive();
  const onArrival = useCallback(
    (message: Message) => {
      if (message.sender_id === reader.id || message.content === null) return;
      announce(t("arrived", { sender: message.sender_name, text: message.content }));
    },
    [reader.id, announce, t],
  );
  const store = live.conversation({ teamId: team.id, reading, lastReadSeq, onArrival });
  const state = useSyncExternalStore(store.subscribe, store.getSnapshot, store.getSnapshot);
  useEffect(() => store.offer(reading), [store, reading]);
  useEffect(() => store.open(), [store]);
  return { store, state };
}
