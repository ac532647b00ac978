import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { RefreshOn } from "@/components/live/refresh-on";
import { RequirementView } from "@/components/tasks/requirements/requirement-view";
import { Retry } from "@/components/ui/retry";
import { readDirectory } from "@/lib/people/directory/queries";
import { currentPerson } from "@/lib/people/queries";
import { readTasks } from "@/lib/tasks/queries";
import { readRequirement } from "@/lib/tasks/requirements/queries";
import { askableTeams } from "@/lib/tasks/requirements/schema";
import { readTournament } from "@/lib/tournament/queries";

type Props = PageProps<"/tasks/requirements/[id]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const requirement = await readRequirement((await params).id);
  // A title that is undefined would be none at all.
  return requirement.ok ? { title: requirement.value.title } : {};
}

/** What is asked of several teams. */
export default async function RequirementPage({ params }: Props) {
  const person = await currentPerson();
  // The middleware has turned others away; a page that is fetched ahead comes past it.
  if (person?.role !== "admin") notFound();
  const { id } = await params;
  const [requirement, tasks, directory, tournament] = await Promise.all([
    readRequirement(id),
    readTasks({ requirement: id }),
    readDirectory(),
    readTournament(),
  ]);
  if (!requirement.ok && requirement.code === "not_found") notFound();
  if (!requirement.ok || !tasks.ok || !directory.ok || !tournament.ok) return <Retry />;
  const { people, teams } = directory.value;
  return (
    <div className="mx-auto max-w-[64rem] px-4 pt-3 pb-8 md:px-8 md:pt-5">
      <RefreshOn nouns={["tasks", "documents", "teams", "tournament"]} />
      <RequirementView
        requirement={requirement.value}
        createdBy={people.find((one) => one.id === requirement.value.createdBy)?.fullName ?? null}
        tasks={tasks.value}
        teams={askableTeams(directory.value)}
        colours={Object.fromEntries(teams.map((team) => [team.id, team]))}
        venueZone={tournament.value.timeZone}
      />
    </div>
  );
}
