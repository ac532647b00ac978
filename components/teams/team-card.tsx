"use client";
import type { Route } from "next";
import Link from "next/link";
import { useId, useState } from "react";
import { useFormatter, useNow, useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { Plate } from "@/components/ui/plate";
import type { ListedTeam } from "@/lib/teams/schema";
import { ArchiveDialog } from "./archive-dialog";
import { TeamDialog } from "./team-dialog";

/** A team as it is set up, how many people it has, and what can be done to it. */
export function TeamCard({ team, heading: Heading }: { team: ListedTeam; heading: "h2" | "h3" }) {
  const t = useTranslations("teams.row");
  const format = useFormatter();
  const now = useNow();
  const nameId = useId();
  const [open, setOpen] = useState<"edit" | "archive" | null>(null);
  const { name, code, timeZone, primaryColour, secondaryColour, archivedAt, people, awaited } = team;
  return (
    <li
      aria-labelledby={nameId}
      className="flex flex-col gap-3 rounded-large border border-line bg-sheet p-4 shadow-sheet"
    >
      <div className="flex items-center gap-3">
        <Plate code={code} primary={primaryColour} secondary={secondaryColour} />
        <div className="min-w-0 flex-1">
          <Heading id={nameId} className="truncate text-xl" title={name}>
            {name}
          </Heading>
          <p className="text-[13px] text-muted">
            <span className="font-board text-[14px]">{code}</span>
            {" · "}
            {timeZone}
            {" · "}
            {t("clock", { time: format.dateTime(now, "time", { timeZone }) })}
          </p>
        </div>
        <Colours primary={primaryColour} secondary={secondaryColour} />
      </div>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <p>
          {archivedAt && (
            <span className="text-muted">
              {t("since", { date: format.dateTime(new Date(archivedAt), "date") })}
              {" · "}
            </span>
          )}
          <Link
            href={`/admin/people?show=${code}` as Route}
            aria-label={t("peopleOf", { count: people, name })}
            className={`font-medium underline-offset-2 hover:underline ${people === 0 ? "text-muted" : "text-blue"}`}
          >
            {t("people", { count: people })}
          </Link>
          {awaited > 0 && <span className="text-muted"> · {t("awaited", { count: awaited })}</span>}
        </p>
        <span className="flex gap-4">
          <Button look="link" aria-label={t("editName", { name })} onClick={() => setOpen("edit")}>
            {t("edit")}
          </Button>
          <Button
            look="link"
            aria-label={t(archivedAt ? "restoreName" : "archiveName", { name })}
            onClick={() => setOpen("archive")}
          >
            {t(archivedAt ? "restore" : "archive")}
          </Button>
        </span>
      </div>
      {open === "edit" && <TeamDialog team={team} timeZone={timeZone} onClose={() => setOpen(null)} />}
      {open === "archive" && <ArchiveDialog team={team} onClose={() => setOpen(null)} />}
    </li>
  );
}

function Colours({ primary, secondary }: { primary: string; secondary: string }) {
  const t = useTranslations("teams.row");
  return (
    <span role="img" aria-label={t("colours", { primary, secondary })} className="flex shrink-0 -space-x-1.5">
      {[primary, secondary].map((colour, place) => (
        <span
          // A team may have one colour twice: the place tells them apart.
          key={place === 0 ? "primary" : "secondary"}
          className="size-5 rounded-full border border-line"
          style={{ background: colour }}
        />
      ))}
    </span>
  );
}
