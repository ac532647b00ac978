"use client";
import { useTranslations } from "use-intl";

/** How far a team has come. */
export function Progress({ done, all }: { done: number; all: number }) {
  const t = useTranslations("tasks");
  return (
    <div className="flex items-center gap-3">
      <span aria-hidden="true" className="h-2 w-28 overflow-hidden rounded-full bg-line md:w-40">
        <span
          className="block h-full rounded-full bg-blue transition-[width] duration-160 motion-reduce:transition-none"
          style={{ width: `${(100 * done) / all}%` }}
        />
      </span>
      <span className="font-board text-[17px] font-semibold">{t("progress", { done, all })}</span>
    </div>
  );
}
