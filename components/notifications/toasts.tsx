"use client";
import { Bell } from "lucide-react";
import { usePathname, useSearchParams } from "next/navigation";
import { type ComponentProps, useEffect, useEffectEvent, useState } from "react";
import { toast } from "sonner";
import { useTranslations } from "use-intl";
import { useLive } from "@/components/live/live-provider";
import { announcementOf, createArrivals } from "@/lib/notifications/arrivals";
import { filtersOf } from "@/lib/notifications/filters";
import type { Inbox } from "@/lib/notifications/schema";
import { isSeen } from "@/lib/notifications/seen";
import { hrefOf, LIST } from "./href";
import { ToastCard } from "./toast-card";
import { told } from "./told";
import { Sign, TypeIcon } from "./type-icon";
import { useInbox } from "./use-inbox";
import { useWords } from "./use-words";

/** Long enough to read it and to reach for it. */
const SHOWN_MS = 8_000;

/**
 * Says what has arrived, once for each notification, to who looks at this tab and not at the very thing. What is read
 * elsewhere meanwhile goes away.
 */
export function Toasts() {
  const t = useTranslations("notifications");
  const path = usePathname();
  const query = useSearchParams();
  const live = useLive();
  const inbox = useInbox();
  const words = useWords();
  const [arrivals] = useState(createArrivals);

  const show = (id: string, { onOpen, ...card }: Omit<ComponentProps<typeof ToastCard>, "onClose">) => {
    const close = () => told.dismiss(id);
    const open = () => {
      close();
      onOpen();
    };
    told.add(id);
    toast.custom(() => <ToastCard {...card} onOpen={open} onClose={close} />, { id, duration: SHOWN_MS });
  };

  const take = useEffectEvent(({ notifications }: Inbox) => {
    for (const { id, readAt } of notifications) if (readAt !== null) told.dismiss(id);
    const here = { path: window.location.pathname, search: window.location.search };
    const arrived = arrivals.in(notifications).filter((one) => !isSeen(one, here));
    // Who looks elsewhere sees the count when they come back; and is told by the browser, if they want that.
    if (document.visibilityState !== "visible" || told.isHeld()) return;
    const announcement = announcementOf(arrived);
    if ("many" in announcement)
      show("many", {
        sign: <Sign Icon={Bell} />,
        title: t("many", { count: announcement.many }),
        body: "",
        href: LIST,
        onOpen: () => {},
      });
    else
      for (const one of announcement.each) {
        const { title, summary } = words(one);
        show(one.id, {
          sign: <TypeIcon type={one.type} />,
          title,
          body: summary,
          href: hrefOf(one.type, one.link),
          onOpen: () => void live.inbox.markRead(one.id),
        });
      }
  });
  // Before what has arrived is looked at. A list that is narrowed, or goes on from an older one, may not show it.
  useEffect(() => {
    const { about, before } = filtersOf(Object.fromEntries(query));
    told.hold("page", path === LIST && !about && !before);
  }, [path, query]);
  useEffect(() => {
    if (inbox) take(inbox);
  }, [inbox]);
  return null;
}
