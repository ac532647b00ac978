"use client";
import { type ReactNode, type RefObject, useCallback, useEffect, useMemo, useState } from "react";
import { toast } from "sonner";
import { useTranslations } from "use-intl";
import { useLive } from "@/components/live/live-provider";
import type { ConversationStore } from "@/lib/chat/conversation/conversation";
import { changeRight } from "@/lib/chat/edits/right";
import type { Message } from "@/lib/chat/schema";
import { useConversationPlace } from "../conversation-context";
import { ActsProvider } from "./acts-context";
import { copy } from "./copy";
import { DeleteMessageDialog } from "./delete-message-dialog";
import { type MessageAct, MessageMenu } from "./message-menu";
import { createRoving } from "./roving";
import { placeOf } from "./rows";
import { useLongPress } from "./use-long-press";
import { useRowKeys } from "./use-row-keys";

type Open = { seq: number; from: HTMLElement };

/** What can be done with the messages within: by their buttons, by a long press, and by keyboard. */
export function MessageActs({
  messages,
  store,
  composer,
  children,
}: {
  messages: readonly Message[];
  store: ConversationStore;
  composer: RefObject<HTMLTextAreaElement | null>;
  children: ReactNode;
}) {
  const t = useTranslations("chat.menu");
  const { reader, origin, code } = useConversationPlace();
  const { edits } = useLive();
  const [roving] = useState(createRoving);
  const [open, setOpen] = useState<Open | null>(null);
  const [deleting, setDeleting] = useState<Message | null>(null);
  // As it is now: it may be edited or deleted while its menu is open.
  const message = messages.find(({ seq }) => seq === open?.seq);
  const acts = useMemo(
    () => ({
      roving,
      open: ({ seq }: Message, from: HTMLElement) =>
        setOpen((current) => (current?.from === from ? null : { seq, from })),
    }),
    [roving],
  );
  const newest = messages.at(-1)?.seq ?? 0;
  useEffect(() => roving.newest(newest), [roving, newest]);

  const openRow = useCallback((row: HTMLElement) => setOpen({ seq: placeOf(row), from: row }), []);
  const keys = useRowKeys({ roving, onOpen: openRow, onLeave: () => composer.current?.focus() });
  const press = useLongPress(openRow);

  const close = () => {
    // Where it came from, before the menu with the focus in it is gone.
    open?.from.focus({ preventScroll: true });
    setOpen(null);
  };

  const act = async (wanted: MessageAct) => {
    if (!message) return;
    close();
    switch (wanted) {
      case "copyText":
        return tell(await copy(message.content ?? ""), "textCopied", "notCopied");
      case "copyLink":
        return tell(await copy(`${origin}/chat/${code}/${message.seq}`), "linkCopied", "notCopied");
      case "markUnread":
        return tell(await store.markUnread(message.seq), "markedUnread", "notMarked");
      case "edit":
        edits.begin(message);
        return composer.current?.focus();
      case "delete":
        return setDeleting(message);
    }
  };
  const tell = (
    isDone: boolean,
    done: "textCopied" | "linkCopied" | "markedUnread",
    failed: "notCopied" | "notMarked",
  ) => (isDone ? toast.success(t(done)) : toast.error(t(failed)));

  return (
    <ActsProvider value={acts}>
      {/* What its rows are focused and pressed for: each of them by one listener for all. */}
      <div className="contents" {...keys} {...press}>
        {children}
      </div>
      {open && message && (
        <MessageMenu
          message={message}
          right={changeRight(message, reader, new Date())}
          anchor={open.from}
          onAct={(wanted) => void act(wanted)}
          onClose={close}
        />
      )}
      {deleting && (
        <DeleteMessageDialog message={deleting} onStored={store.stored} onClose={() => setDeleting(null)} />
      )}
    </ActsProvider>
  );
}
