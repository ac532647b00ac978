"use client";
import { useTranslations } from "use-intl";
import { Select } from "@/components/ui/select";
import type { View } from "@/lib/tasks/lists";
import { follow, show } from "../address";

/** Organisers are responsible for none of the tasks themselves. */
const VIEWS = ["all", "open", "overdue", "done"] as const;

/**
 * What of the tasks is shown, and whose. It stands in the address: a view that survives a reload and can be sent to
 * somebody. Every task is here already: nothing is asked of the site.
 */
export function AllTasksFilter({
  view,
  team,
  teams,
  counts,
}: {
  view: View;
  /** A code; null for every team. */
  team: string | null;
  teams: { code: string; name: string }[];
  counts: Record<View, number>;
}) {
  const t = useTranslations("requirements.list");
  const views = useTranslations("tasks.filter");
  return (
    <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2 border-b border-line">
      <nav aria-label={views("label")} className="-mx-4 overflow-x-auto px-4 md:mx-0 md:px-0">
        <ul className="flex gap-4 md:gap-6">
          {VIEWS.map((one) => (
            <li key={one}>
              <a
                href={addressOf(one, team)}
                aria-current={one === view ? "page" : undefined}
                data-works-offline
                onClick={follow}
                className="flex items-baseline gap-1.5 border-b-2 border-transparent py-2.5 font-medium whitespace-nowrap text-muted hover:text-ink aria-[current=page]:border-blue aria-[current=page]:text-ink"
              >
                {views(one)}
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
      <span className="min-w-44 pb-2 max-sm:w-full">
        <Select
          aria-label={t("team")}
          value={team ?? ""}
          onChange={(event) => show(addressOf(view, event.target.value || null), "replaceState")}
        >
          <option value="">{t("everyTeam")}</option>
          {teams.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </Select>
      </span>
    </div>
  );
}

function addressOf(view: View, team: string | null): string {
  const query = new URLSearchParams({ view: "list" });
  if (view !== "all") query.set("show", view);
  if (team) query.set("team", team);
  return `/tasks?${query}`;
}
