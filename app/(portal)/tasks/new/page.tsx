import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AskForm } from "@/components/tasks/requirements/ask-form";
import { PageHeading } from "@/components/tasks/requirements/page-heading";
import { Retry } from "@/components/ui/retry";
import { translator } from "@/lib/i18n/translator";
import { readDirectory } from "@/lib/people/directory/queries";
import { currentPerson } from "@/lib/people/queries";
import { askableTeams } from "@/lib/tasks/requirements/schema";
import { readTournament } from "@/lib/tournament/queries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator((await currentPerson())?.locale)("requirements.form.pageTitle") };
}

export default async function NewTaskPage() {
  const person = await currentPerson();
  // The middleware has turned others away; a page that is fetched ahead comes past it.
  if (person?.role !== "admin") notFound();
  const [directory, tournament] = await Promise.all([readDirectory(), readTournament()]);
  const t = translator(person.locale);
  return (
    <div className="mx-auto flex max-w-[56rem] flex-col gap-5 px-4 pt-3 pb-8 md:px-8 md:pt-5">
      <PageHeading title={t("requirements.form.pageTitle")} back={t("requirements.back")} />
      {directory.ok && tournament.ok ? (
        <AskForm teams={askableTeams(directory.value)} venueZone={tournament.value.timeZone} />
      ) : (
        <Retry />
      )}
    </div>
  );
}
