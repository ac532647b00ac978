import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { RefreshOn } from "@/components/live/refresh-on";
import { TeamTasks } from "@/components/tasks/team-tasks";
import { Retry } from "@/components/ui/retry";
import { VIEW_HEADER } from "@/lib/http/view-header";
import { translator } from "@/lib/i18n/translator";
import { currentPerson } from "@/lib/people/queries";
import { readTasks } from "@/lib/tasks/queries";
import { readTournament } from "@/lib/tournament/queries";
import { OrganisersTasks } from "./organisers";

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator((await currentPerson())?.locale)("tasks.title") };
}

/** What is asked of a team; for organisers, of all of them. */
export default async function TasksPage({ searchParams }: PageProps<"/tasks">) {
  const [person, { view }, head] = await Promise.all([currentPerson(), searchParams, headers()]);
  if (!person) notFound();
  if (person.role === "admin")
    return <OrganisersTasks view={view === "list" ? "list" : "matrix"} readerId={person.id} />;
  const [tasks, tournament] = await Promise.all([readTasks(), readTournament()]);
  if (!tasks.ok || !tournament.ok) return <Retry />;
  return (
    <div className="mx-auto flex max-w-[56rem] flex-col gap-5 px-4 pt-4 pb-8 md:px-8 md:pt-6">
      <RefreshOn nouns={["tasks", "documents", "teams", "tournament"]} />
      <TeamTasks
        tasks={tasks.value}
        readerId={person.id}
        venueZone={tournament.value.timeZone}
        query={head.get(VIEW_HEADER) ?? ""}
      />
    </div>
  );
}
