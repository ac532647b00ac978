"use client";
import { createContext, memo, useContext } from "react";
import type { PlacedNotes } from "@/lib/notes/places";
import { NoteCard } from "./note-card";

/** The notes beside a conversation, as far as its messages are shown; null for whoever has none to see. */
export type Notes = {
  readonly places: PlacedNotes;
  /** The last that was stored from here. */
  readonly stored: string | null;
  /** A note was stored, changed or deleted from here. */
  readonly changed: (stored?: string) => void;
} | null;

const NotesContext = createContext<Notes>(null);
export const NotesProvider = NotesContext;

export const useNotesHere = () => useContext(NotesContext);

/** Stands after each message, and shows what was noted there. */
export const NotesSlot = memo(function NotesSlot({ seq }: { seq: number }) {
  const notes = useContext(NotesContext);
  return notes?.places.get(seq)?.map((note) => <NoteCard key={note.id} note={note} />);
});
