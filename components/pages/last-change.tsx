"use client";
import { useFormatter, useNow, useTranslations } from "use-intl";
import type { ListedPage } from "@/lib/pages/schema";

/** When a page changed last, and whose change it was. */
export function LastChange({ page }: { page: Pick<ListedPage, "changedAt" | "changedByName" | "status"> }) {
  const t = useTranslations("pages");
  const format = useFormatter();
  const now = useNow({ updateInterval: 60_000 });
  const at = new Date(page.changedAt);
  return (
    <span className="block text-[13px] text-muted">
      {t.rich(page.status === "draft" ? "written" : "changed", {
        when: format.relativeTime(at, at > now ? at : now),
        name: page.changedByName ?? "none",
        time: (when) => (
          <time dateTime={page.changedAt} title={format.dateTime(at, "full")}>
            {when}
          </time>
        ),
      })}
    </span>
  );
}
