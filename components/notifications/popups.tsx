"use client";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useState } from "react";
import { createArrivals } from "@/lib/notifications/arrivals";
import { placeOf } from "@/lib/notifications/place";
import { popup } from "@/lib/notifications/push/popup";
import { createStillUnread } from "@/lib/notifications/push/still-unread";
import type { Inbox } from "@/lib/notifications/schema";
import { useDevice } from "./device-provider";
import { useInbox } from "./use-inbox";
import { useWords } from "./use-words";

/**
 * Hands what arrives to the browser's worker while nobody looks at this tab. Every tab does, and a push may say the same:
 * the worker shows it once. What is read or withdrawn meanwhile is taken away again, and who clicks on one is led there in
 * this tab.
 */
export function Popups() {
  const router = useRouter();
  const device = useDevice();
  const inbox = useInbox();
  const words = useWords();
  const [arrivals] = useState(createArrivals);
  const [stillUnread] = useState(createStillUnread);

  const take = useEffectEvent((snapshot: Inbox) => {
    void device.keep(stillUnread.in(snapshot));
    for (const notification of arrivals.in(snapshot.notifications)) {
      if (document.visibilityState === "visible") continue;
      const { id, link, createdAt } = notification;
      const { title, summary } = words(notification);
      void device.show(popup({ id, title, body: summary, link, at: Date.parse(createdAt) }));
    }
  });
  useEffect(() => {
    if (inbox) take(inbox);
  }, [inbox]);

  const onMessage = useEffectEvent((event: MessageEvent) => {
    const { kind, link } = event.data ?? {};
    if (kind !== "look" && !(kind === "open" && placeOf(String(link)))) return;
    event.ports[0]?.postMessage("there");
    if (kind === "open") router.push(link as Route);
  });
  useEffect(() => {
    // Over plain http there is none.
    const worker = navigator.serviceWorker as ServiceWorkerContainer | undefined;
    worker?.addEventListener("message", onMessage);
    worker?.startMessages();
    return () => worker?.removeEventListener("message", onMessage);
  }, []);
  return null;
}
