"use client";
import { useId } from "react";
import { useTranslations } from "use-intl";
import type { ListedTeam } from "@/lib/teams/schema";
import { TeamCard } from "./team-card";

/** Every team, the archived ones apart. */
export function TeamsView({ teams }: { teams: ListedTeam[] }) {
  const t = useTranslations("teams");
  const archivedId = useId();
  const open = teams.filter(({ archivedAt }) => archivedAt === null);
  const archived = teams.filter(({ archivedAt }) => archivedAt !== null);
  return (
    <>
      <section aria-label={t("title")} className="flex flex-col gap-4">
        {open.length === 0 ? (
          <p className="rounded-large border border-line bg-sheet px-5 py-10 text-center text-muted">
            {t("none")}
          </p>
        ) : (
          <>
            <p className="text-muted">
              {t("summary", {
                teams: open.length,
                people: open.reduce((sum, { people }) => sum + people, 0),
              })}
            </p>
            <Cards teams={open} heading="h2" />
          </>
        )}
      </section>
      {archived.length > 0 && (
        <section aria-labelledby={archivedId} className="flex flex-col gap-3">
          <h2 id={archivedId} className="text-2xl">
            {t("archived")}
          </h2>
          <p className="text-muted">{t("archivedText")}</p>
          <Cards teams={archived} heading="h3" />
        </section>
      )}
    </>
  );
}

function Cards({ teams, heading }: { teams: ListedTeam[]; heading: "h2" | "h3" }) {
  return (
    <ul className="grid gap-4 md:grid-cols-2 xl:grid-cols-3">
      {teams.map((team) => (
        <TeamCard key={team.id} team={team} heading={heading} />
      ))}
    </ul>
  );
}
