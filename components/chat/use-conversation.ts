import { useEffect, useLayoutEffect, useState, useSyncExternalStore } from "react";
import { useLive } from "@/components/live/live-provider";
import type { Visit } from "@/lib/chat/conversation/places";
import { useArrivals } from "./use-arrivals";

/** Who is reading, as far as a conversation needs to know. */
export type Reader = { id: string; role: "admin" | "member" };

/** The tab's store of a conversation, opened while the screen is mounted, and its present state. */
export function useConversation(props: Visit & { reader: Reader; team: { id: string } }) {
  const { reader, team, reading, lastReadSeq, arriveAt } = props;
  const live = useLive();
  const onArrival = useArrivals(reader.id);
  // What one came with; what the page brings along when it is rendered again moves nobody.
  const [visit] = useState<Visit>({ reading, lastReadSeq, arriveAt });
  const store = live.conversation({ teamId: team.id, readerId: reader.id, ...visit, onArrival });
  const state = useSyncExternalStore(store.subscribe, store.getSnapshot, store.getSnapshot);
  // Before anything is painted: the tab's store may stand where an earlier visit has left it.
  useLayoutEffect(() => store.visit(visit), [store, visit]);
  useEffect(() => store.offer(reading), [store, reading]);
  useEffect(() => store.open(), [store]);
  return { store, state };
}
