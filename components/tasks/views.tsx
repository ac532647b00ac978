"use client";
import { useTranslations } from "use-intl";
import { follow } from "@/components/ui/address";
import type { View } from "@/lib/tasks/lists";

/**
 * The views as links: each has an address that can be sent to somebody, and works without a script. With one nothing is
 * asked of the site: every task is here already, also while one is offline.
 */
export function Views({
  offered,
  view,
  counts,
  addressOf,
}: {
  offered: readonly View[];
  view: View;
  counts: Record<View, number>;
  addressOf: (view: View) => string;
}) {
  const t = useTranslations("tasks.filter");
  return (
    <nav aria-label={t("label")} className="-mx-4 overflow-x-auto px-4 md:mx-0 md:px-0">
      <ul className="flex gap-4 md:gap-6">
        {offered.map((one) => (
          <li key={one}>
            <a
              href={addressOf(one)}
              aria-current={one === view ? "page" : undefined}
              data-works-offline
              onClick={follow}
              className="flex items-baseline gap-1.5 border-b-2 border-transparent py-2.5 font-medium whitespace-nowrap text-muted hover:text-ink aria-[current=page]:border-blue aria-[current=page]:text-ink"
            >
              {t(one)}
              <span
                className={`font-board text-[16px] font-semibold ${one === "overdue" && counts.overdue > 0 ? "text-red" : ""}`}
              >
                {counts[one]}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
