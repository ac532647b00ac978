import { createContext, useContext, useMemo } from "react";
import { piecesOf } from "@/lib/chat/mentions/text";
import type { Mention } from "@/lib/chat/schema";

const OwnMentions = createContext<ReadonlySet<string>>(new Set());

/** The ids of mentions that mean the reader, for all texts within. */
export const OwnMentionsProvider = OwnMentions.Provider;

export function useOwnMentions(): ReadonlySet<string> {
  return useContext(OwnMentions);
}

/** A message's text, with those whom it names apart, and the reader's own name more so. */
export function MessageText({ text, mentions }: { text: string; mentions: readonly Mention[] }) {
  const own = useOwnMentions();
  const pieces = useMemo(() => piecesOf(text, mentions), [text, mentions]);
  let at = 0;
  return pieces.map((piece) => {
    const key = at;
    at += piece.text.length;
    if (piece.ids.length === 0) return piece.text;
    const isOwn = piece.ids.some((id) => own.has(id));
    return (
      <span
        key={key}
        data-mention={isOwn ? "own" : "other"}
        className={
          isOwn ? "rounded-[4px] bg-blue px-1 font-semibold text-on-blue" : "font-semibold text-blue"
        }
      >
        {piece.text}
      </span>
    );
  });
}
