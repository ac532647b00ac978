import { useLayoutEffect, useState } from "react";
import type { Message } from "@/lib/chat/schema";

type Place = Pick<Message, "seq">;

/**
 * The rows as a virtual list can take them in: in one step it grows at its beginning or at its end, never at both. What
 * has grown at both is shown in two steps, before anything is painted.
 */
export function useOneEndAtATime(messages: readonly Message[]) {
  const [shown, setShown] = useState({ target: messages, rows: messages, isPrepended: false });
  const isNew = shown.target !== messages;
  const current = isNew ? { target: messages, ...stepTowards(shown.rows, messages) } : shown;
  if (isNew) setShown(current);
  useLayoutEffect(() => {
    if (current.rows !== messages) setShown({ target: messages, rows: messages, isPrepended: false });
  });
  return current;
}

/** The next rows on the way to others: those that come before the present ones first, and then what follows. */
export function stepTowards<Row extends Place>(rows: readonly Row[], wanted: readonly Row[]) {
  const [first, last] = [rows[0]?.seq, rows.at(-1)?.seq];
  const isPrepended = first !== undefined && last !== undefined && (wanted[0]?.seq ?? first) < first;
  const beginning = isPrepended ? wanted.filter(({ seq }) => seq <= last) : wanted;
  return { rows: beginning.length === wanted.length ? wanted : beginning, isPrepended };
}
