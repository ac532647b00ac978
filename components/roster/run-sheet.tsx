"use client";
import type { Route } from "next";
import Link from "next/link";
import type { Ref } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import type { Progress } from "@/lib/roster/schema";
import { Sheet } from "./sheet";
import { UnsentList } from "./unsent-list";

const WAY = "rounded-medium border border-line bg-sheet px-4 py-2 font-medium hover:bg-blue-soft";

/** The import is done; its mails are going out. */
export function RunSheet({
  headingRef,
  progress,
  hasEnded,
  isBroken,
  onAnother,
}: {
  headingRef: Ref<HTMLHeadingElement>;
  progress: Progress[];
  hasEnded: boolean;
  /** The connection was lost before its end. */
  isBroken: boolean;
  onAnother: () => void;
}) {
  const t = useTranslations("roster.done");
  const total = progress.reduce((sum, news) => sum + (news.event === "imported" ? news.mails : 0), 0);
  const mails = progress.flatMap((news) => (news.event === "mail" ? [news] : []));
  const sent = mails.filter(({ isMailed }) => isMailed).length;
  const unsent = mails.filter(({ isMailed }) => !isMailed);
  return (
    <Sheet title={t("title")} ref={headingRef}>
      <p>{t("imported")}</p>
      {!hasEnded && (
        <div className="flex flex-col gap-1">
          <progress
            aria-label={t("mailing", { sent: mails.length, total })}
            value={mails.length}
            max={Math.max(total, 1)}
            className="h-2 w-full accent-blue"
          />
          <p className="text-muted">{t("mailing", { sent: mails.length, total })}</p>
        </div>
      )}
      {/* There from the start, so that what it says at the end is heard. */}
      <p role="status">
        {hasEnded &&
          !isBroken &&
          (unsent.length === 0 ? t("allSent", { total }) : t("mails", { sent, total }))}
      </p>
      {isBroken && (
        <p role="alert" className="rounded-medium bg-amber-soft px-3 py-2">
          {t("broken")}
        </p>
      )}
      {hasEnded && unsent.length > 0 && <UnsentList unsent={unsent} />}
      {hasEnded && (
        <div className="flex flex-wrap gap-2">
          <Link href={"/admin/teams" as Route} className={WAY}>
            {t("teams")}
          </Link>
          <Link href="/admin/people" className={WAY}>
            {t("people")}
          </Link>
          <Button look="quiet" onClick={onAnother}>
            {t("another")}
          </Button>
        </div>
      )}
    </Sheet>
  );
}
