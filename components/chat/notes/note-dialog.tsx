"use client";
import { useState, useTransition } from "react";
import { useTranslations } from "use-intl";
import { answerOf } from "@/components/people/answer";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextAreaField } from "@/components/ui/text-area-field";
import { deleteNote, editNote } from "@/lib/notes/actions";
import type { NoteAnswer, NoteRefusalCode } from "@/lib/notes/refusal";
import type { Note } from "@/lib/notes/schema";
import { useNotesHere } from "./notes-context";

/** Changes one's own note, or takes it away once that was meant. */
export function NoteDialog({ note, onClose }: { note: Note; onClose: () => void }) {
  const t = useTranslations("notes");
  const notes = useNotesHere();
  const [text, setText] = useState(note.content);
  const [isLeaving, setLeaving] = useState(false);
  const [refused, setRefused] = useState<NoteRefusalCode | null>(null);
  const [pending, start] = useTransition();

  const write = (action: () => Promise<NoteAnswer>) =>
    start(async () => {
      setRefused(null);
      const answer = await answerOf(action());
      notes?.changed();
      if (answer.ok) onClose();
      else setRefused(answer.code);
    });

  return (
    <Dialog title={t("editTitle")} onClose={onClose}>
      <form
        noValidate
        className="mt-4 flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!pending) write(() => editNote({ id: note.id, content: text }));
        }}
      >
        <TextAreaField
          label={t("label")}
          hint={t("hint")}
          value={text}
          readOnly={pending}
          onChange={(event) => setText(event.target.value)}
        />
        {refused && (
          <p role="alert" className="rounded-medium border border-red px-3 py-2 text-red">
            {t(`refused.${refused}`)}
          </p>
        )}
        <div className="flex flex-wrap justify-end gap-2">
          <Button
            look="quiet"
            className="mr-auto min-h-12 text-red"
            disabled={pending}
            onClick={() => (isLeaving ? write(() => deleteNote(note.id)) : setLeaving(true))}
          >
            {t(isLeaving ? "deleteForGood" : "delete")}
          </Button>
          <Button look="quiet" className="min-h-12" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button type="submit" className="min-h-12" disabled={pending}>
            {t(pending ? "saving" : "save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
