"use client";
import { BookOpen, FileText, ListChecks, MessageSquare, Users } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "use-intl";
import { useConversationList } from "@/components/live/live-provider";
import { useUnread } from "@/components/live/use-unread";
import { Bell } from "@/components/notifications/bell";
import { Mark } from "@/components/ui/mark";
import type { Person } from "@/lib/people/schema";
import { Account } from "./account";
import { Badge } from "./badge";
import { ENTRY } from "./entry";
import { Opening } from "./opening";

const PAGES = [
  { name: "tasks", path: "/tasks", Icon: ListChecks },
  { name: "documents", path: "/documents", Icon: FileText },
  { name: "pages", path: "/pages", Icon: BookOpen },
] as const;

/** The night-blue rail at the left; on a phone the bar at the bottom. */
export function Navigation({ person }: { person: Person }) {
  const t = useTranslations("navigation");
  const path = usePathname();
  const conversations = useConversationList();
  const unread = conversations.map(useUnread()).filter((count) => count > 0);
  // A team has one conversation: there the messages count.
  const count = person.team ? (unread[0] ?? 0) : unread.length;
  return (
    <nav
      aria-label={t("label")}
      className="flex shrink-0 justify-around border-t-3 border-red bg-rail pb-[env(safe-area-inset-bottom)] text-on-rail md:w-[76px] md:flex-col md:items-center md:justify-start md:gap-2 md:border-t-0 md:border-r-3 md:py-2"
    >
      <a href="#content" className="sr-only focus:not-sr-only focus:p-2">
        {t("skip")}
      </a>
      <span className="hidden md:mb-2 md:block">
        <Mark size={48} />
      </span>
      <Link
        href={person.team ? `/chat/${person.team.code}` : "/chat"}
        aria-current={path.startsWith("/chat") ? "page" : undefined}
        className={ENTRY}
      >
        <MessageSquare aria-hidden="true" size={20} strokeWidth={1.8} />
        {t("chat")}
        <Badge count={count} label={t("unread", { count })} />
      </Link>
      {PAGES.map(({ name, path: to, Icon }) => (
        <Link
          key={name}
          href={to as Route}
          aria-current={path === to || path.startsWith(`${to}/`) ? "page" : undefined}
          className={ENTRY}
        >
          <Icon aria-hidden="true" size={20} strokeWidth={1.8} />
          {t(name)}
          <Opening className="absolute top-2 left-1/2 ml-3 bg-white" />
        </Link>
      ))}
      <Bell />
      {person.role === "admin" && (
        // On a phone it stands in the last entry's menu: seven beside each other would be too narrow for a thumb.
        <Link
          href="/admin/people"
          aria-current={path.startsWith("/admin") ? "page" : undefined}
          className={`${ENTRY} max-md:hidden`}
        >
          <Users aria-hidden="true" size={20} strokeWidth={1.8} />
          {t("admin")}
        </Link>
      )}
      <Account person={person} />
    </nav>
  );
}
