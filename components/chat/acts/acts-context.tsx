"use client";
import { createContext, useContext, useSyncExternalStore } from "react";
import type { Message } from "@/lib/chat/schema";
import { createRoving, type Roving } from "./roving";

export type Acts = {
  readonly roving: Roving;
  /** Opens the menu of a message; the focus comes back to `from`. */
  readonly open: (message: Message, from: HTMLElement) => void;
};

const Context = createContext<Acts>({ roving: createRoving(), open: () => {} });

export const ActsProvider = Context.Provider;

/** What a row needs to be acted on, and whether Tab leads to it. */
export function useRowActs(seq: number): Acts & { isTabStop: boolean } {
  const acts = useContext(Context);
  const { roving } = acts;
  const isTabStop = useSyncExternalStore(
    roving.subscribe,
    () => roving.stop() === seq,
    () => false,
  );
  return { ...acts, isTabStop };
}
