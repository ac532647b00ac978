"use client";
import { type KeyboardEvent, useEffect, useRef, useSyncExternalStore } from "react";
import { toast } from "sonner";
import { useTranslations } from "use-intl";
import { useLive } from "@/components/live/live-provider";
import { Button } from "@/components/ui/button";
import { messageText } from "@/lib/chat/drafts/content";
import { isSavable } from "@/lib/chat/edits/edits";
import { changeRight, lastOwn } from "@/lib/chat/edits/right";
import { CHANGE_MINUTES, messageLength } from "@/lib/chat/schema";
import { Composer } from "./composer";
import { AboutChip } from "./composer/about-chip";
import { AnsweredNote } from "./composer/answered-note";
import { AttachButtons } from "./composer/attach-buttons";
import { EditingBanner } from "./composer/editing-banner";
import { FileChips } from "./composer/file-chips";
import { useAskAbout } from "./composer/use-ask-about";
import { useFiles } from "./composer/use-files";
import { useSending } from "./composer/use-sending";
import { useConversationPlace } from "./conversation-context";
import type { ConversationPartProps } from "./message-list";
import { NoteSwitch } from "./notes/note-switch";
import { useNoteDraft } from "./notes/use-note-draft";
import type { CannedReplies } from "./replies/use-replies";

/** Where one writes: the next message, one's own that is edited, or a note; the draft waits meanwhile. */
export function ConversationComposer({
  teamName,
  mentionables,
  state,
  store,
  composer,
  canned,
}: ConversationPartProps & { canned: CannedReplies }) {
  const t = useTranslations("chat");
  const tn = useTranslations("notes");
  const { teamId, origin, reader } = useConversationPlace();
  const { edits } = useLive();
  const { draft } = state;
  const edit = useSyncExternalStore(
    edits.subscribe,
    () => edits.of(teamId),
    () => null,
  );
  const isEditing = edit !== null;
  const note = useNoteDraft(teamId);
  const isNote = note.isOffered && note.draft.isOpen;
  const files = useFiles({ teamId, documents: draft.documents, store, isOpen: !isEditing && !isNote });
  const sending = useSending({ teamId, draft, files, onSend: () => store.send(mentionables, origin) });
  useAskAbout(store, composer);
  useCaretAtEnd(composer, edit?.message.id ?? (isNote ? "note" : undefined));

  const editLast = () => {
    const last = lastOwn(state.messages, reader.id);
    if (!last || state.hasLater) return false;
    if (changeRight(last, reader, new Date()) === "may") edits.begin(last);
    else toast(t("editing.late", { minutes: CHANGE_MINUTES }));
    return true;
  };
  const isEmpty =
    draft.text === "" && draft.about === null && files.documents.length + files.entries.length === 0;
  const onKey = ({ key, shiftKey, altKey, ctrlKey, metaKey }: KeyboardEvent): boolean => {
    if (shiftKey || altKey || ctrlKey || metaKey) return false;
    if (key === "Escape" && isEditing) {
      edits.leave(teamId);
      return true;
    }
    return key === "ArrowUp" && !isEditing && isEmpty && editLast();
  };

  if (edit)
    return (
      <Composer
        {...{ field: composer, teamName, mentionables, onKey }}
        placeholder={t("editing.placeholder")}
        text={edit.text}
        onText={(text) => edits.write(teamId, text)}
        length={messageLength(edit.text)}
        problem={isSavable(edit) ? null : t("editing.empty")}
        isEditing
        isBusy={edit.state === "saving"}
        onSend={() => void edits.save(teamId, mentionables, store.stored)}
        onPaste={files.paste}
        above={<EditingBanner edit={edit} onLeave={() => edits.leave(teamId)} />}
        buttons={null}
      />
    );
  const noteSwitch = note.isOffered && (
    <NoteSwitch isNote={isNote} hasOther={isNote ? !isEmpty : note.draft.text !== ""} onTurn={note.turn} />
  );
  if (isNote)
    return (
      <Composer
        // Another field: what is undone in a message never was a note, nor the other way round.
        key="note"
        {...{ field: composer, teamName, mentionables: [], onKey: () => false }}
        words={{ label: tn("label"), save: tn("save"), hint: tn("hint") }}
        placeholder={tn("placeholder", { team: teamName })}
        text={note.draft.text}
        onText={note.write}
        length={messageLength(note.draft.text)}
        problem={note.problem}
        isEditing={false}
        isBusy={note.isSaving}
        onSend={note.save}
        onPaste={() => {}}
        above={noteSwitch}
        buttons={null}
      />
    );
  return (
    <Composer
      {...{ field: composer, teamName, mentionables, canned, onKey }}
      placeholder={t(`composer.placeholder.${reader.role}`, { team: teamName })}
      text={draft.text}
      onText={(text) => {
        sending.stopWaiting();
        store.write(text);
      }}
      onAdopt={(typed) => {
        // The server shows the field of a message: who had left it at a note has gone on with that.
        if (!note.adopt(typed)) store.write(typed);
      }}
      length={messageLength(messageText(draft, origin))}
      problem={sending.problem}
      isEditing={false}
      isOver={files.isOver}
      onSend={sending.send}
      onPaste={files.paste}
      above={
        <>
          {noteSwitch}
          {files.isOver && <p className="p-2 text-center font-medium text-blue">{t("attachments.drop")}</p>}
          <AnsweredNote state={state} store={store} />
          {draft.about && <AboutChip task={draft.about} onRemove={() => store.ask(null)} />}
          <FileChips files={files} />
          {sending.waitsFor > 0 && (
            <p role="status" className="flex items-baseline gap-3 px-2 pb-1 text-[13px] text-amber">
              {t("composer.waiting", { count: sending.waitsFor })}
              <Button look="link" onClick={sending.stopWaiting}>
                {t("composer.stopWaiting")}
              </Button>
            </p>
          )}
        </>
      }
      buttons={<AttachButtons onFiles={files.add} hasCamera={draft.text === ""} />}
    />
  );
}

/** Another text has come into the field: one goes on where it ends. */
function useCaretAtEnd(field: ConversationPartProps["composer"], edited: string | undefined) {
  const before = useRef(edited);
  useEffect(() => {
    const element = field.current;
    if (before.current === edited || !element) return;
    before.current = edited;
    element.focus();
    element.setSelectionRange(element.value.length, element.value.length);
  }, [field, edited]);
}
