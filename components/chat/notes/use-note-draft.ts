import { useState, useSyncExternalStore, useTransition } from "react";
import { useTranslations } from "use-intl";
import { useLive } from "@/components/live/live-provider";
import { answerWithin } from "@/components/people/answer";
import { useAnnounce } from "@/components/ui/announcer";
import { messageLength } from "@/lib/chat/schema";
import { writeNote } from "@/lib/notes/actions";
import type { NoteDraft } from "@/lib/notes/drafts";
import type { NoteRefusalCode } from "@/lib/notes/refusal";
import { NOTE_MAX_LENGTH } from "@/lib/notes/schema";
import { useNotesHere } from "./notes-context";

/** As long as a message waits: then one may try again, and of both tries one note comes. */
const ANSWER_MS = 10_000;

/** As the server renders it, which knows of none. */
const NONE: NoteDraft = { isOpen: false, text: "", id: "" };

/** The note that is being written beside a conversation, and how it is stored. */
export function useNoteDraft(teamId: string) {
  const t = useTranslations("notes");
  const announce = useAnnounce();
  const { noteDrafts } = useLive();
  const notes = useNotesHere();
  const draft = useSyncExternalStore(
    noteDrafts.subscribe,
    () => noteDrafts.of(teamId),
    () => NONE,
  );
  const [problem, setProblem] = useState<NoteRefusalCode | "empty" | null>(null);
  const [isSaving, start] = useTransition();

  const save = () => {
    const { id, text } = noteDrafts.of(teamId);
    if (isSaving || messageLength(text) > NOTE_MAX_LENGTH) return;
    if (text.trim() === "") return setProblem("empty");
    setProblem(null);
    start(async () => {
      const answer = await answerWithin(ANSWER_MS, writeNote({ id, teamId, content: text }));
      if (!answer.ok) return setProblem(answer.code);
      noteDrafts.finish(teamId, id);
      notes?.changed(id);
      announce(t("saved"));
    });
  };

  return {
    /** Whether there are notes for this reader at all. */
    isOffered: notes !== null,
    draft,
    isSaving,
    problem: problem && t(`refused.${problem}`),
    write(text: string) {
      setProblem(null);
      noteDrafts.write(teamId, text);
    },
    /** Takes what was typed while nobody knew yet that this is where one writes; false if it is not. */
    adopt(typed: string) {
      const { isOpen, text } = noteDrafts.of(teamId);
      if (notes === null || !isOpen) return false;
      noteDrafts.write(teamId, text && text !== typed ? `${text}\n${typed}` : typed);
      return true;
    },
    turn: (isOpen: boolean) => noteDrafts.turn(teamId, isOpen),
    save,
  };
}
