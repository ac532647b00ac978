import {
  type KeyboardEvent,
  type RefObject,
  type SyntheticEvent,
  useEffect,
  useEffectEvent,
  useId,
  useState,
} from "react";
import { useTranslations } from "use-intl";
import { useAnnounce } from "@/components/ui/announcer";
import { begunAt, completed, completionsOf } from "@/lib/chat/mentions/completion";
import type { Mentionable } from "@/lib/chat/schema";

/** How a list of mentions and the field that it belongs to hang together, much as a combobox does. */
export type Mentions = ReturnType<typeof useMentions>;

/**
 * Completes an @ in a text field. The list is open while what is written there may become somebody; the focus stays in
 * the field.
 */
export function useMentions({
  field,
  text,
  onText,
  mentionables,
}: {
  field: RefObject<HTMLTextAreaElement | null>;
  text: string;
  onText: (text: string) => void;
  mentionables: readonly Mentionable[];
}) {
  const t = useTranslations("chat.mentions");
  const announce = useAnnounce();
  const listId = useId();
  const [caret, setCaret] = useState<number | null>(null);
  const [closedAt, setClosedAt] = useState<number | null>(null);
  const [active, setActive] = useState(0);
  const begun = caret === null ? null : begunAt(text, caret);
  const found = begun && begun.from !== closedAt ? completionsOf(begun.query, mentionables) : [];
  const count = found.length;
  const isOpen = count > 0;
  const chosen = Math.min(active, count - 1);
  const idOf = (index: number) => `${listId}-${index}`;

  // Where the role of a field changes under the caret, not every screen reader says so.
  const tell = useEffectEvent(() => count > 0 && announce(t("found", { count })));
  useEffect(() => {
    if (count > 0) tell();
  }, [count]);

  /** Looks where the caret stands by now; with a selection nothing is completed. */
  function look({ selectionStart, selectionEnd, value }: HTMLTextAreaElement) {
    const next = selectionStart === selectionEnd ? selectionEnd : null;
    if (next === caret && value === text) return;
    setCaret(next);
    setActive(0);
    if (next === null || begunAt(value, next)?.from !== closedAt) setClosedAt(null);
  }

  function choose(index: number) {
    const mentionable = found[index];
    if (!begun || !mentionable || !field.current) return;
    const next = completed(text, begun, mentionable.name);
    // In the field before React writes the same: it would put the caret at the end.
    field.current.value = next.text;
    field.current.setSelectionRange(next.caret, next.caret);
    field.current.focus();
    setCaret(next.caret);
    onText(next.text);
  }

  function onKeyDown(event: KeyboardEvent): boolean {
    if (!isOpen || event.nativeEvent.isComposing || event.keyCode === 229) return false;
    if (event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return false;
    if (event.key === "ArrowDown") setActive((chosen + 1) % count);
    else if (event.key === "ArrowUp") setActive((chosen + count - 1) % count);
    else if (event.key === "Enter" || event.key === "Tab") choose(chosen);
    else if (event.key === "Escape") setClosedAt(begun?.from ?? null);
    else return false;
    event.preventDefault();
    return true;
  }

  return {
    found,
    active: chosen,
    listId,
    idOf,
    choose,
    /** What a key does to the list; false for one that means nothing to it. */
    onKeyDown,
    look,
    fieldProps: {
      onSelect: (event: SyntheticEvent<HTMLTextAreaElement>) => look(event.currentTarget),
      onBlur: () => setCaret(null),
      // A field of several lines may have no other role (ARIA in HTML): it stays a text field, with a list beside it.
      ...(isOpen && {
        "aria-haspopup": "listbox" as const,
        "aria-autocomplete": "list" as const,
        "aria-controls": listId,
        "aria-activedescendant": idOf(chosen),
      }),
    },
  };
}
