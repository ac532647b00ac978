import {
  type KeyboardEvent,
  type RefObject,
  type SyntheticEvent,
  useEffect,
  useEffectEvent,
  useId,
  useState,
} from "react";
import { useAnnounce } from "@/components/ui/announcer";

/** What is being written that may become something else, and where that stands. */
export type Begun = { readonly from: number; readonly to: number; readonly query: string };

/** How a list of completions and the field that it belongs to hang together, much as a combobox does. */
export type Completion<Item> = ReturnType<typeof useCompletion<Item>>;

/**
 * Completes what is written in a text field. The list is open while it may become something; the focus stays in the field.
 */
export function useCompletion<Item>({
  field,
  text,
  onText,
  begunAt,
  find,
  complete,
  foundSentence,
}: {
  field: RefObject<HTMLTextAreaElement | null>;
  text: string;
  onText: (text: string) => void;
  /** What is being written where the caret stands, if it is anything. */
  begunAt: (text: string, caret: number) => Begun | null;
  find: (query: string) => readonly Item[];
  complete: (text: string, begun: Begun, item: Item) => { text: string; caret: number };
  /** Said to whoever listens to the page. */
  foundSentence: (count: number) => string;
}) {
  const announce = useAnnounce();
  const listId = useId();
  const [caret, setCaret] = useState<number | null>(null);
  const [closedAt, setClosedAt] = useState<number | null>(null);
  const [active, setActive] = useState(0);
  const begun = caret === null ? null : begunAt(text, caret);
  const found = begun && begun.from !== closedAt ? find(begun.query) : [];
  const count = found.length;
  const isOpen = count > 0;
  const chosen = Math.min(active, count - 1);
  const idOf = (index: number) => `${listId}-${index}`;

  // Where the role of a field changes under the caret, not every screen reader says so.
  const tell = useEffectEvent(() => count > 0 && announce(foundSentence(count)));
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
    const item = found[index];
    if (!begun || item === undefined || !field.current) return;
    const next = complete(text, begun, item);
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
    /** Whether something is being written that may become something. */
    isBegun: begun !== null,
    isOpen,
    found,
    active: chosen,
    listId,
    idOf,
    choose,
    /** What a key does to the list; false for one that means nothing to it. */
    onKeyDown,
    look,
    /** The field is left. */
    leave: () => setCaret(null),
    // A field of several lines may have no other role (ARIA in HTML): it stays a text field, with a list beside it.
    fieldProps: isOpen && {
      "aria-haspopup": "listbox" as const,
      "aria-autocomplete": "list" as const,
      "aria-controls": listId,
      "aria-activedescendant": idOf(chosen),
    },
  };
}

type Completing = Pick<
  ReturnType<typeof useCompletion>,
  "isOpen" | "look" | "onKeyDown" | "leave" | "fieldProps"
>;

/** What a field needs for all that completes in it: of these one at most is open. */
export function completing(...completions: readonly Completing[]) {
  const look = (element: HTMLTextAreaElement) => {
    for (const one of completions) one.look(element);
  };
  return {
    look,
    onKeyDown: (event: KeyboardEvent) => completions.some((one) => one.onKeyDown(event)),
    fieldProps: {
      onSelect: ({ currentTarget }: SyntheticEvent<HTMLTextAreaElement>) => look(currentTarget),
      onBlur: () => {
        for (const one of completions) one.leave();
      },
      ...completions.find(({ isOpen }) => isOpen)?.fieldProps,
    },
  };
}
