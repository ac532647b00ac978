"use client";
import type { Route } from "next";
import Link from "next/link";
import { memo, useMemo, useRef } from "react";
import { useTranslations } from "use-intl";
import { Plate } from "@/components/ui/plate";
import { useClock } from "@/components/ui/use-clock";
import { byNeed, countsOf } from "@/lib/tasks/requirements/counts";
import type { Matrix as Reading } from "@/lib/tasks/schema";
import { MatrixRow } from "./matrix-row";
import { useRovingFocus } from "./use-roving-focus";

/**
 * Requirement × team: a table whose first column and first row stay in sight. One stop of the Tab key, and the arrow keys
 * within.
 */
export function Matrix({ matrix, venueZone }: { matrix: Reading; venueZone: string }) {
  const t = useTranslations("requirements");
  const table = useRef<HTMLTableElement>(null);
  const focus = useRovingFocus(table);
  const minute = useMinute();
  const { teams } = matrix;
  const { owed, done } = useMemo(() => byNeed(matrix.requirements), [matrix]);
  const rows = (requirements: Reading["requirements"]) =>
    requirements.map((requirement) => (
      <MatrixRow
        key={requirement.id}
        requirement={requirement}
        teams={teams}
        minute={minute}
        venueZone={venueZone}
      />
    ));
  return (
    <div className="relative min-h-0 scroll-pt-20 scroll-pl-74 overflow-auto overscroll-contain rounded-large border border-line bg-sheet shadow-sheet">
      <table ref={table} {...focus} className="min-w-full border-separate border-spacing-0">
        <caption className="sr-only">{t("matrix.caption")}</caption>
        <thead>
          <tr>
            <th
              scope="col"
              className="sticky top-0 left-0 z-30 min-w-72 border-r border-b border-line bg-sheet px-4 py-2 text-left align-bottom text-[13px] font-medium text-muted"
            >
              {t("matrix.requirement")}
            </th>
            <Teams matrix={matrix} minute={minute} />
          </tr>
        </thead>
        {owed.length > 0 && <tbody>{rows(owed)}</tbody>}
        {done.length > 0 && (
          <tbody>
            <tr>
              <th
                scope="rowgroup"
                colSpan={teams.length + 1}
                className="border-b border-line bg-ice text-left text-[13px] font-medium text-muted"
              >
                <span className="sticky left-0 inline-block px-4 py-1.5">{t("matrix.allDone")}</span>
              </th>
            </tr>
            {rows(done)}
          </tbody>
        )}
      </table>
    </div>
  );
}

/** What is compared with deadlines in every cell moves once a minute. */
function useMinute(): number {
  return Math.floor(useClock().getTime() / 60_000) * 60_000;
}

/** The teams' plates, and how far each has come. */
const Teams = memo(function Teams({ matrix, minute }: { matrix: Reading; minute: number }) {
  const t = useTranslations("requirements.matrix");
  const answers = useMemo(
    () =>
      Map.groupBy(
        matrix.requirements.flatMap(({ cells }) => cells),
        ({ teamId }) => teamId,
      ),
    [matrix],
  );
  return matrix.teams.map((team) => {
    const counts = countsOf(answers.get(team.id) ?? [], new Date(minute));
    return (
      <th
        key={team.id}
        scope="col"
        className="sticky top-0 z-20 border-b border-line bg-sheet px-1 pt-2.5 pb-1.5 text-center font-normal"
      >
        <Link
          href={`/tasks?view=list&team=${team.code}` as Route}
          prefetch={false}
          tabIndex={-1}
          title={team.name}
          className="inline-flex flex-col items-center gap-1 rounded-small"
        >
          <Plate
            code={team.code}
            primary={team.primaryColour}
            secondary={team.secondaryColour}
            size="small"
          />
          <span className="sr-only">{t("team", { name: team.name, ...counts })}</span>
          <span
            aria-hidden="true"
            className={`font-board text-[13px] leading-4 font-semibold ${counts.late > 0 ? "text-red" : "text-muted"}`}
          >
            {counts.done}/{counts.asked}
          </span>
        </Link>
      </th>
    );
  });
});
