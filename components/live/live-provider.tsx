"use client";
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from "react";
import { createLive, type Live, type LiveOptions } from "./live";
import { onSignedOutElsewhere } from "./signed-out";

const LiveContext = createContext<Live | null>(null);

export function useLive(): Live {
  const live = useContext(LiveContext);
  if (!live) throw new Error("useLive needs the LiveProvider of the portal's layout");
  return live;
}

/** The reader's conversations, kept fresh. */
export function useConversationList() {
  const { list } = useLive();
  return useSyncExternalStore(list.subscribe, list.getSnapshot, list.getSnapshot);
}

/** Mounted once, in the portal's layout: moving between pages neither reconnects nor joins anew. */
export function LiveProvider({ children, ...options }: LiveOptions & { children: ReactNode }) {
  const [live] = useState(() => createLive(options));
  useEffect(() => live.start(), [live]);
  useEffect(
    () =>
      onSignedOutElsewhere(() => {
        live.close();
        window.location.replace("/sign-in");
      }),
    [live],
  );
  return <LiveContext value={live}>{children}</LiveContext>;
}
