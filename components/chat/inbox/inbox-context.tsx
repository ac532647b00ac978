"use client";
import { createContext, useContext } from "react";
import { useConversationList } from "@/components/live/live-provider";
import { useUnread } from "@/components/live/use-unread";
import { useQuery } from "@/components/ui/address";
import { useClock } from "@/components/ui/use-clock";
import { countsOf, shownIn, type View, viewOf } from "@/lib/chat/inbox/views";

/** The query of the address as the server was asked. */
const Rendered = createContext("");
export const InboxQueryProvider = Rendered.Provider;

const PARAMETERS = ["show", "team"] as const;

/** What of the inbox the address asks for: a view, and a part of a team's name. */
export function useInboxQuery() {
  const query = useQuery(useContext(Rendered));
  const view = viewOf(query.get("show"));
  const search = query.get("team") ?? "";
  return {
    view,
    search,
    /** Such an address of another page: what one looks at stays when one opens a conversation. */
    addressOf(path: string, asked: { view?: View; search?: string } = {}) {
      const kept = new URLSearchParams();
      const values = { show: asked.view ?? view, team: asked.search ?? search };
      for (const name of PARAMETERS)
        if (values[name] !== "" && values[name] !== "all") kept.set(name, values[name]);
      return kept.size > 0 ? `${path}?${kept}` : path;
    },
  };
}

/** The conversations that the address asks for, and how many there are in each view. */
export function useInbox(readerId: string) {
  const { view, search } = useInboxQuery();
  const conversations = useConversationList();
  const seen = { readerId, now: useClock(), unreadOf: useUnread() };
  return { shown: shownIn(view, search, conversations, seen), counts: countsOf(conversations, seen) };
}
