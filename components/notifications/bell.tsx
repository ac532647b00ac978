"use client";
import { Bell as Sign } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useId, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { Badge } from "@/components/navigation/badge";
import { ENTRY } from "@/components/navigation/entry";
import { Opening } from "@/components/navigation/opening";
import { LIST } from "./href";
import { Panel } from "./panel";
import { TabBadge } from "./tab-badge";
import { told } from "./told";
import { useInbox } from "./use-inbox";

/**
 * How many notifications are unread, in the navigation: on a phone it leads to their page, elsewhere it opens the newest
 * beside itself. A native popover: it closes with Escape and a click elsewhere.
 */
export function Bell() {
  const t = useTranslations("notifications");
  const id = useId();
  const panel = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  const unread = useInbox()?.unread ?? 0;
  const current = usePathname() === LIST ? "page" : undefined;
  const entry = (
    <>
      <Sign aria-hidden="true" size={20} strokeWidth={1.8} />
      {t("bell")}
      <Badge count={unread} label={t("unread", { count: unread })} />
    </>
  );
  return (
    <>
      <TabBadge count={unread} />
      <Link href={LIST} aria-current={current} className={`${ENTRY} md:hidden`}>
        {entry}
        <Opening className="absolute top-2 right-1/2 mr-3 bg-white" />
      </Link>
      <button
        type="button"
        popoverTarget={id}
        aria-current={current}
        className={`${ENTRY} cursor-pointer max-md:hidden`}
      >
        {entry}
      </button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        role="dialog"
        aria-label={t("title")}
        onToggle={(event) => {
          setOpen(event.newState === "open");
          told.hold("panel", event.newState === "open");
        }}
        className="fixed inset-y-4 right-auto left-22 m-0 h-fit max-h-[calc(100dvh-2rem)] w-[min(27rem,calc(100vw-7rem))] overflow-hidden rounded-large border border-line bg-sheet text-ink shadow-above open:flex open:flex-col"
      >
        {isOpen && <Panel onLeave={() => panel.current?.hidePopover()} />}
      </div>
    </>
  );
}
