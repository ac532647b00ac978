"use client";
import { Ellipsis } from "lucide-react";
import { useTranslations } from "use-intl";
import type { Message } from "@/lib/chat/schema";
import { useRowActs } from "./acts-context";

/** Shows when one is at the message, by pointer, by keyboard or by a tap. */
export function MenuButton({ message }: { message: Message }) {
  const t = useTranslations("chat.menu");
  const { open, isTabStop } = useRowActs(message.seq);
  return (
    <button
      type="button"
      tabIndex={isTabStop ? 0 : -1}
      aria-label={t("open", { sender: message.sender_name })}
      aria-haspopup="menu"
      title={t("title")}
      onClick={(event) => open(message, event.currentTarget)}
      className="absolute -top-2 right-2 inline-flex size-8 cursor-pointer items-center justify-center rounded-small border border-line bg-sheet text-muted opacity-0 shadow-sheet group-focus-within/row:opacity-100 hover:text-ink focus-visible:opacity-100 pointer-coarse:size-10 [@media(hover:hover)]:group-hover/row:opacity-100"
    >
      <Ellipsis aria-hidden="true" size={18} />
    </button>
  );
}
