"use client";
import { memo, useDeferredValue } from "react";
import { useMessages, useTranslations } from "use-intl";
import { Markdown } from "./markdown";

/** How the page will be read. */
export function Preview({ isShown, title, body }: { isShown: boolean; title: string; body: string }) {
  const t = useTranslations("pages.form");
  const { markdown } = useMessages().pages;
  // Typing goes first: a long text takes its time.
  const shown = useDeferredValue(body);
  return (
    <section
      aria-label={t("preview")}
      className={`${isShown ? "block" : "hidden"} min-w-0 self-start rounded-large border border-line bg-sheet px-5 py-6 shadow-sheet lg:sticky lg:top-4 lg:block lg:max-h-[calc(100dvh-2rem)] lg:overflow-y-auto lg:px-8`}
    >
      <p className="mb-4 text-[34px] leading-tight font-semibold font-board text-balance wrap-anywhere">
        {title || <span className="text-muted">{t("noTitle")}</span>}
      </p>
      {shown.trim() === "" ? (
        <p className="text-muted">{t("nothingYet")}</p>
      ) : (
        <RenderedBody body={shown} labels={markdown} linksApart />
      )}
    </section>
  );
}

const RenderedBody = memo(Markdown);
