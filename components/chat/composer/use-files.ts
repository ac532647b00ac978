"use client";
import { type ClipboardEvent, useEffect, useEffectEvent, useState } from "react";
import { toast } from "sonner";
import { useTranslations } from "use-intl";
import { useFileDrop } from "@/components/documents/use-file-drop";
import { useReason } from "@/components/documents/use-reasons";
import { useEndings, useUploads } from "@/components/documents/use-uploads";
import { useLive } from "@/components/live/live-provider";
import { useAnnounce } from "@/components/ui/announcer";
import type { ConversationStore } from "@/lib/chat/conversation/conversation";
import type { Attachment } from "@/lib/chat/drafts/content";
import { DOCUMENTS_MAX } from "@/lib/chat/schema";
import { deleteDocument } from "@/lib/documents/actions";
import { isUnderWay } from "@/lib/documents/uploads/entry";
import { pastedFiles } from "./pasted-files";

export type ComposerFiles = ReturnType<typeof useFiles>;

/** The files that go with the next message: those that are there, and those on their way. */
export function useFiles({
  teamId,
  documents,
  store,
  isOpen,
}: {
  teamId: string;
  documents: readonly Attachment[];
  store: ConversationStore;
  /** Whether files are taken: not while a message is edited. */
  isOpen: boolean;
}) {
  const t = useTranslations("chat.attachments");
  const announce = useAnnounce();
  const { waitingSends } = useLive();
  const reasonOf = useReason();
  const { entries, uploads } = useUploads({ team: teamId, task: null, isForMessage: true });
  const [leftOut, setLeftOut] = useState(0);
  const room = DOCUMENTS_MAX - documents.length - entries.length;

  const add = (files: readonly File[]) => {
    if (files.length === 0) return;
    if (!isOpen) {
      toast(t("notWhileEditing"));
      return;
    }
    const taken = files.slice(0, Math.max(0, room));
    setLeftOut(files.length - taken.length);
    uploads.add({ team: teamId, task: null, isForMessage: true }, taken);
  };
  const isOver = useFileDrop(add);

  useEndings(entries, (entry) => {
    const { name, state } = entry;
    if (state.at === "refused" || state.at === "cut")
      announce(t(`announce.${state.at}`, { name, reason: reasonOf(entry) ?? "" }));
  });
  const [told, setTold] = useState<readonly Attachment[]>(documents);
  const tell = useEffectEvent(() => {
    const known = new Set(told.map(({ id }) => id));
    for (const { id, name } of documents) if (!known.has(id)) announce(t("announce.ready", { name }));
    setTold(documents);
  });
  useEffect(() => {
    if (documents.length > 0) tell();
  }, [documents]);

  return {
    entries,
    uploads,
    documents,
    isOver: isOver && isOpen,
    /** How many of those that were last added are more than go with the message, while it is full. */
    leftOut: room > 0 ? 0 : Math.max(leftOut, documents.length - DOCUMENTS_MAX),
    underWay: entries.filter(isUnderWay).length,
    failed: entries.filter(({ state }) => state.at === "refused" || state.at === "cut").length,
    add,
    paste(event: ClipboardEvent) {
      const files = pastedFiles(event.clipboardData, t("pasted"));
      if (files.length === 0) return;
      event.preventDefault();
      add(files);
    },
    /** Ends an upload, or takes what became of it off the message. */
    cancel: (key: string) => uploads.remove(key),
    /** Takes one off the message again; nobody else has seen it. */
    remove(id: string) {
      waitingSends.stop(teamId);
      store.detach(id);
      // What stays behind is swept up later.
      deleteDocument(id).catch((error: unknown) => console.warn("A file could not be removed yet", error));
    },
  };
}
