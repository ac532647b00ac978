import { FileUp } from "lucide-react";
import type { Metadata, Route } from "next";
import Link from "next/link";
import { AdminHeading } from "@/components/people/admin-heading";
import { AddTeamButton } from "@/components/teams/add-team-button";
import { TeamsView } from "@/components/teams/teams-view";
import { Retry } from "@/components/ui/retry";
import { translator } from "@/lib/i18n/translator";
import { currentPerson } from "@/lib/people/queries";
import { listTeams } from "@/lib/teams/queries";
import { readTournament } from "@/lib/tournament/queries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator((await currentPerson())?.locale)("teams.title") };
}

export default async function TeamsPage() {
  const [person, teams, tournament] = await Promise.all([currentPerson(), listTeams(), readTournament()]);
  const t = translator(person?.locale);
  if (!teams.ok || !tournament.ok)
    return (
      <>
        <AdminHeading title={t("teams.title")} />
        <Retry />
      </>
    );
  return (
    <>
      <AdminHeading title={t("teams.title")}>
        <span className="flex flex-wrap gap-2">
          <Link
            href={"/admin/teams/import" as Route}
            className="inline-flex items-center gap-2 rounded-medium border border-line bg-sheet px-4 py-2 font-medium hover:bg-blue-soft"
          >
            <FileUp aria-hidden="true" size={18} />
            {t("teams.import")}
          </Link>
          <AddTeamButton timeZone={tournament.value.timeZone} />
        </span>
      </AdminHeading>
      <TeamsView teams={teams.value} />
    </>
  );
}
