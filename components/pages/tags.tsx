"use client";
import { useTranslations } from "use-intl";

const TAG = "shrink-0 rounded-full px-2.5 py-0.5 text-[13px] font-semibold";

/** That a page is new to the reader, or has changed since they read it. */
export function NewsTag({ news }: { news: "new" | "changed" }) {
  const t = useTranslations("pages.news");
  return (
    <span
      className={`${TAG} animate-arrive ${news === "new" ? "bg-red text-on-red" : "border border-red text-red"}`}
    >
      {t(news)}
    </span>
  );
}

/** That teams do not see a page. */
export function DraftTag() {
  const t = useTranslations("pages");
  return <span className={`${TAG} bg-amber-soft text-amber`}>{t("draft")}</span>;
}
