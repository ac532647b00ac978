"use client";
import { useTranslations } from "use-intl";
import { show } from "@/components/ui/address";
import { Select } from "@/components/ui/select";
import type { View } from "@/lib/tasks/lists";
import { Views } from "../views";

/** Organisers are responsible for none of the tasks themselves. */
const OFFERED = ["all", "open", "overdue", "done"] as const;

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
  return (
    <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2 border-b border-line">
      <Views offered={OFFERED} view={view} counts={counts} addressOf={(one) => addressOf(one, team)} />
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
