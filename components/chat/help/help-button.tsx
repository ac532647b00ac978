"use client";
import { Keyboard } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { HelpSheet } from "./help-sheet";

/** Shows all keys, by a click or by "?" wherever nothing is being typed. A phone has no such keys. */
export function HelpButton() {
  const t = useTranslations("chat.help");
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "?" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if (isTyping(event.target) || document.querySelector("dialog[open], [role=menu]:popover-open")) return;
      event.preventDefault();
      setOpen(true);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
  return (
    <>
      <button
        type="button"
        aria-label={t("title")}
        aria-keyshortcuts="?"
        title={t("hint")}
        onClick={() => setOpen(true)}
        className="inline-flex size-9 shrink-0 cursor-pointer items-center justify-center rounded-small text-muted hover:bg-blue-soft hover:text-ink max-md:hidden"
      >
        <Keyboard aria-hidden="true" size={18} />
      </button>
      {isOpen && <HelpSheet onClose={() => setOpen(false)} />}
    </>
  );
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable]") !== null
  );
}
