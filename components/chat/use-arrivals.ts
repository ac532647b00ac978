import { useState } from "react";
import { useTranslations } from "use-intl";
import { useAnnounce } from "@/components/ui/announcer";
import { createAnnouncing } from "@/lib/chat/arrivals/announcing";
import type { Message } from "@/lib/chat/schema";

/** What to do with a message that arrives live: somebody else's is said to whoever listens to the page. */
export function useArrivals(readerId: string) {
  const t = useTranslations("chat.arrived");
  const announce = useAnnounce();
  const [onArrival] = useState(() => {
    const announceMessage = createAnnouncing(({ kind, ...told }) => announce(t(kind, told)));
    return (message: Message, current: () => Message | undefined) => {
      if (message.sender_id !== readerId) announceMessage(message, current);
    };
  });
  return onArrival;
}
