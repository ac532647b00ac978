import type { Metadata } from "next";
import { AdminHeading } from "@/components/people/admin-heading";
import { TournamentForm } from "@/components/tournament/tournament-form";
import { Retry } from "@/components/ui/retry";
import { translator } from "@/lib/i18n/translator";
import { currentPerson } from "@/lib/people/queries";
import { readTournament } from "@/lib/tournament/queries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator((await currentPerson())?.locale)("tournament.title") };
}

export default async function TournamentPage() {
  const [person, tournament] = await Promise.all([currentPerson(), readTournament()]);
  return (
    <>
      <AdminHeading title={translator(person?.locale)("tournament.title")} />
      {tournament.ok ? <TournamentForm tournament={tournament.value} /> : <Retry />}
    </>
  );
}
