import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { CopyForm } from "@/components/tasks/requirements/copy-form";
import { PageHeading } from "@/components/tasks/requirements/page-heading";
import { Empty } from "@/components/ui/empty";
import { Retry } from "@/components/ui/retry";
import { translator } from "@/lib/i18n/translator";
import { readDirectory } from "@/lib/people/directory/queries";
import { placeOf } from "@/lib/people/profile/time-zones";
import { currentPerson } from "@/lib/people/queries";
import { listRequirements } from "@/lib/tasks/requirements/queries";
import { askableTeams } from "@/lib/tasks/requirements/schema";
import { readTournament } from "@/lib/tournament/queries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator((await currentPerson())?.locale)("requirements.copy.title") };
}

export default async function CopyPage() {
  const person = await currentPerson();
  // The middleware has turned others away; a page that is fetched ahead comes past it.
  if (person?.role !== "admin") notFound();
  const [sources, directory, tournament] = await Promise.all([
    listRequirements(),
    readDirectory(),
    readTournament(),
  ]);
  const t = translator(person.locale);
  return (
    <div className="mx-auto flex max-w-[72rem] flex-col gap-5 px-4 pt-3 pb-8 md:px-8 md:pt-5">
      <PageHeading title={t("requirements.copy.title")} back={t("requirements.back")} />
      {!sources.ok || !directory.ok || !tournament.ok ? (
        <Retry />
      ) : sources.value.length === 0 ? (
        <Empty title={t("requirements.copy.none.title")} text={t("requirements.copy.none.text")} />
      ) : (
        <>
          <p className="max-w-[44rem] text-pretty text-muted">
            {t("requirements.copy.text", { place: placeOf(tournament.value.timeZone) })}
          </p>
          <CopyForm
            sources={sources.value}
            teams={askableTeams(directory.value)}
            venueZone={tournament.value.timeZone}
          />
        </>
      )}
    </div>
  );
}
