"use client";
import { ChevronDown } from "lucide-react";
import { useId } from "react";
import { useTranslations } from "use-intl";
import { InviteButton } from "@/components/people/invitations/invite-button";
import { Plate } from "@/components/ui/plate";
import type { Group } from "@/lib/people/directory/groups";
import type { DirectoryTeam } from "@/lib/people/directory/schema";
import { PersonRow } from "./person-row";

/** A team with its people, or the organisers, or those who have no team. */
export function GroupCard({
  group,
  teams,
  readerId,
  isFolded,
}: {
  group: Group;
  teams: DirectoryTeam[];
  readerId: string;
  /** Whether its people show only when it is opened. */
  isFolded: boolean;
}) {
  const headingId = useId();
  const people = <GroupPeople group={group} teams={teams} readerId={readerId} />;
  return (
    <section
      aria-labelledby={headingId}
      className="mb-4 break-inside-avoid overflow-hidden rounded-large border border-line bg-sheet shadow-sheet"
    >
      {isFolded ? (
        <details className="group">
          <summary className="flex cursor-pointer list-none items-center gap-3 px-4 py-3 -outline-offset-2 hover:bg-blue-soft [&::-webkit-details-marker]:hidden">
            <GroupHeading group={group} id={headingId} />
            <ChevronDown
              aria-hidden="true"
              size={18}
              className="shrink-0 text-muted transition-transform duration-120 group-open:rotate-180 motion-reduce:transition-none"
            />
          </summary>
          {people}
        </details>
      ) : (
        <>
          <header className="flex items-center gap-3 px-4 py-3">
            <GroupHeading group={group} id={headingId} />
          </header>
          {people}
        </>
      )}
    </section>
  );
}

function GroupHeading({ group, id }: { group: Group; id: string }) {
  const t = useTranslations("people.group");
  const { length: count } = group.people;
  return (
    <>
      <GroupPlate group={group} />
      <h2 id={id} className="min-w-0 truncate text-xl">
        {group.kind === "team" ? group.team.name : t(group.kind)}
      </h2>
      {group.kind === "team" && group.team.isArchived && (
        <span className="text-[13px] text-muted">{t("archived")}</span>
      )}
      <span className="ml-auto shrink-0 font-board text-xl text-muted">
        <span aria-hidden="true">{count}</span>
        <span className="sr-only">{t("count", { count })}</span>
      </span>
    </>
  );
}

function GroupPeople({ group, teams, readerId }: { group: Group; teams: DirectoryTeam[]; readerId: string }) {
  const t = useTranslations("people.group");
  if (group.people.length === 0)
    return (
      <p className="flex flex-wrap items-center justify-between gap-2 border-t border-line px-4 py-2.5 text-muted">
        {t("empty")}
        {group.kind === "team" && <InviteButton teams={teams} team={group.team} />}
      </p>
    );
  return (
    <ul className="divide-y divide-line border-t border-line">
      {group.people.map((person) => (
        <PersonRow key={person.id} person={person} teams={teams} isReader={person.id === readerId} />
      ))}
    </ul>
  );
}

function GroupPlate({ group }: { group: Group }) {
  const t = useTranslations("people.group");
  if (group.kind === "team") {
    const { code, primaryColour, secondaryColour } = group.team;
    return <Plate code={code} primary={primaryColour} secondary={secondaryColour} size="small" />;
  }
  if (group.kind === "withoutTeam") return null;
  return <Plate code={t("organisersCode")} primary="var(--rail)" secondary="var(--red)" size="small" />;
}
