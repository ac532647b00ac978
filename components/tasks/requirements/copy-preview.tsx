"use client";
import { ArrowRight } from "lucide-react";
import { useTranslations } from "use-intl";
import type { Preview } from "@/lib/tasks/requirements/copies";
import type { CopySource } from "@/lib/tasks/requirements/queries";
import { VenueTime } from "./venue-time";

/** What will be asked and by when, before it is. */
export function CopyPreview({ preview, venueZone }: { preview: Preview<CopySource>[]; venueZone: string }) {
  const t = useTranslations("requirements.copy");
  return (
    <section aria-label={t("preview")} className="flex flex-col gap-1.5">
      <h2 className="text-xl">{t("preview")}</h2>
      {preview.length === 0 ? (
        <p className="rounded-large border border-dashed border-line px-4 py-6 text-center text-muted">
          {t("previewNone")}
        </p>
      ) : (
        <ul className="divide-y divide-line overflow-hidden rounded-large border border-line bg-sheet shadow-sheet">
          {preview.map(({ source, dueAt, isPast }) => (
            <li key={source.id} className="flex flex-wrap items-baseline justify-between gap-x-4 px-4 py-2">
              <span className="min-w-0 wrap-anywhere font-medium">{source.title}</span>
              <span className="flex items-center gap-2 text-[13px] text-muted">
                <VenueTime at={source.dueAt} venueZone={venueZone} />
                <ArrowRight aria-label={t("becomes")} size={14} />
                <span className={isPast ? "font-semibold text-red" : "font-semibold text-ink"}>
                  <VenueTime at={dueAt.toISOString()} venueZone={venueZone} />
                  {isPast && ` · ${t("past")}`}
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
