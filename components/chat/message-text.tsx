import { createContext, useContext, useMemo } from "react";
import { isOwnAddress } from "@/lib/chat/references/text";
import type { Mention } from "@/lib/chat/schema";
import { textPiecesOf } from "@/lib/chat/text/pieces";
import { useConversationPlace } from "./conversation-context";

const OwnMentions = createContext<ReadonlySet<string>>(new Set());

/** The ids of mentions that mean the reader, for all texts within. */
export const OwnMentionsProvider = OwnMentions.Provider;

export function useOwnMentions(): ReadonlySet<string> {
  return useContext(OwnMentions);
}

/** A message's text, with its links and those whom it names apart, and the reader's own name more so. */
export function MessageText({ text, mentions }: { text: string; mentions: readonly Mention[] }) {
  const own = useOwnMentions();
  const pieces = useMemo(() => textPiecesOf(text, mentions), [text, mentions]);
  let at = 0;
  return pieces.map((piece) => {
    const key = at;
    at += piece.text.length;
    if (piece.href !== null) return <TextLink key={key} href={piece.href} text={piece.text} />;
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

/** A page of this site opens in its place; any other in a tab of its own, and learns nothing of this one. */
function TextLink({ href, text }: { href: string; text: string }) {
  const { origin } = useConversationPlace();
  const apart = !isOwnAddress(href, origin) && { target: "_blank", rel: "noopener noreferrer nofollow" };
  return (
    <a
      href={href}
      {...apart}
      // In its own order, whatever has turned the text around it.
      className="text-blue underline decoration-1 underline-offset-2 [unicode-bidi:isolate]"
    >
      {text}
    </a>
  );
}
