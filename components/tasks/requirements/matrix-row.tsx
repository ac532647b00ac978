"use client";
import type { Route } from "next";
import Link from "next/link";
import { memo } from "react";
import { useTranslations } from "use-intl";
import { countsOf } from "@/lib/tasks/requirements/counts";
import type { Matrix } from "@/lib/tasks/schema";
import { LeftOfAll } from "./left-of-all";
import { MatrixCell } from "./matrix-cell";
import { ShareDone } from "./share-done";
import { VenueTime } from "./venue-time";

type Requirement = Matrix["requirements"][number];

/** A requirement, and how every team stands with it. */
export const MatrixRow = memo(function MatrixRow({
  requirement: { id, title, dueAt, cells },
  teams,
  minute,
  venueZone,
}: {
  requirement: Requirement;
  teams: Matrix["teams"];
  /** What time it is, in ms, to the minute. */
  minute: number;
  venueZone: string;
}) {
  const t = useTranslations("requirements.matrix");
  const now = new Date(minute);
  const counts = countsOf(cells, now);
  const byTeam = new Map(cells.map((cell) => [cell.teamId, cell]));
  return (
    <tr className="group">
      <th
        scope="row"
        className="sticky left-0 z-10 w-72 min-w-72 border-r border-b border-line bg-sheet px-4 py-2 text-left font-normal group-hover:bg-ice"
      >
        <span className="flex items-baseline justify-between gap-3">
          <Link
            href={`/tasks/requirements/${id}` as Route}
            prefetch={false}
            tabIndex={-1}
            title={title}
            className="max-w-80 truncate font-semibold underline-offset-2 hover:underline"
          >
            {title}
          </Link>
          <span className="font-board text-[15px] font-semibold">
            <span aria-hidden="true">
              {counts.done}/{counts.asked}
            </span>
            <span className="sr-only">{t("row", counts)}</span>
          </span>
        </span>
        <span className="flex items-center justify-between gap-3 text-[13px] text-muted">
          <span className="min-w-0 truncate">
            <span className="font-board text-[15px] font-semibold">
              <LeftOfAll dueAt={dueAt} counts={counts} now={now} />
            </span>
            {" · "}
            <VenueTime at={dueAt} venueZone={venueZone} isShort />
          </span>
          <ShareDone counts={counts} className="w-14 shrink-0" />
        </span>
      </th>
      {teams.map((team) => (
        <MatrixCell key={team.id} cell={byTeam.get(team.id)} now={now} title={title} team={team.name} />
      ))}
    </tr>
  );
});
