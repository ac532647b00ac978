"use client";
import { useId } from "react";
import { useTranslations } from "use-intl";
import type { ListedPage } from "@/lib/pages/schema";
import { PageRow } from "./page-row";

/** The pages, and above them for organisers the drafts, which nobody else sees. */
export function PageList({ pages }: { pages: ListedPage[] }) {
  const t = useTranslations("pages");
  const draftsId = useId();
  const publishedId = useId();
  const drafts = pages.filter(({ status }) => status === "draft");
  const published = pages.filter(({ status }) => status === "published");
  return (
    <>
      {drafts.length > 0 && (
        <section aria-labelledby={draftsId} className="flex flex-col gap-2">
          <h2 id={draftsId} className="text-xl">
            {t("drafts")}
          </h2>
          <p className="text-muted">{t("draftsText")}</p>
          <Rows pages={drafts} />
        </section>
      )}
      <section
        {...(drafts.length > 0 ? { "aria-labelledby": publishedId } : { "aria-label": t("published") })}
        className="flex flex-col gap-2"
      >
        {drafts.length > 0 && (
          <h2 id={publishedId} className="mt-2 text-xl">
            {t("published")}
          </h2>
        )}
        {published.length > 0 ? (
          <Rows pages={published} />
        ) : (
          <p className="text-muted">{t("nonePublished")}</p>
        )}
      </section>
    </>
  );
}

function Rows({ pages }: { pages: ListedPage[] }) {
  return (
    <ul className="divide-y divide-line overflow-hidden rounded-large border border-line bg-sheet shadow-sheet">
      {pages.map((page) => (
        <PageRow key={page.id} page={page} />
      ))}
    </ul>
  );
}
