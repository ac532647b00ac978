"use client";
import { createContext, useContext } from "react";
import type { Reader } from "./use-conversation";

/** What every message of a conversation may need to know of it. */
export type ConversationPlace = {
  readonly teamId: string;
  readonly code: string;
  readonly reader: Reader;
  /** The site's own, as the reader's browser has it. */
  readonly origin: string;
  /** The time zone of the tournament. */
  readonly venueZone: string;
};

const Place = createContext<ConversationPlace | null>(null);

export const ConversationPlaceProvider = Place.Provider;

export function useConversationPlace(): ConversationPlace {
  const place = useContext(Place);
  if (!place) throw new Error("useConversationPlace needs the ConversationView");
  return place;
}
