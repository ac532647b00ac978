"use client";
import { useMemo } from "react";
import { useTranslations } from "use-intl";
import { sendable } from "@/lib/chat/schema";
import { textPiecesOf } from "@/lib/chat/text/pieces";

/** How a message will stand in each team's conversation. */
export function Preview({ content }: { content: string }) {
  const t = useTranslations("announcements.form");
  const text = sendable(content);
  return (
    <section aria-label={t("preview")} className="flex min-w-0 flex-col">
      <p aria-hidden="true" className="mb-1 font-medium">
        {t("preview")}
      </p>
      <div className="flex min-h-24 flex-1 flex-col items-start rounded-medium bg-ice p-3">
        <div
          dir="auto"
          className="wrap-anywhere max-w-full rounded-large border border-line bg-sheet px-3.5 py-2.5 whitespace-pre-wrap"
        >
          {text === "" ? <span className="text-muted">{t("nothing")}</span> : <AnnouncedText text={text} />}
        </div>
      </div>
    </section>
  );
}

/** The text of an announcement, with its links. */
export function AnnouncedText({ text }: { text: string }) {
  const pieces = useMemo(() => textPiecesOf(text, []), [text]);
  let at = 0;
  return pieces.map((piece) => {
    const key = at;
    at += piece.text.length;
    if (piece.href === null) return piece.text;
    return (
      <a
        key={key}
        href={piece.href}
        target="_blank"
        rel="noopener noreferrer nofollow"
        className="text-blue underline decoration-1 underline-offset-2 [unicode-bidi:isolate]"
      >
        {piece.text}
      </a>
    );
  });
}
