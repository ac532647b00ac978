import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { DocumentList } from "@/components/documents/document-list";
import { Upload } from "@/components/documents/upload";
import { RefreshOn } from "@/components/live/refresh-on";
import { TaskActions } from "@/components/tasks/requirements/task-actions";
import { TaskView } from "@/components/tasks/task-view";
import { currentPerson } from "@/lib/people/queries";
import { readTask } from "@/lib/tasks/queries";
import { readTournament } from "@/lib/tournament/queries";

export async function generateMetadata({ params }: PageProps<"/tasks/[id]">): Promise<Metadata> {
  const task = await readTask((await params).id);
  // A title that is undefined would be none at all.
  return task.ok ? { title: task.value.title } : {};
}

/**
 * A task; what is not the reader's is a real 404. No page here has a loading file: below one a 404 would come as a 200,
 * and without a script nothing would ever take its place.
 */
export default async function TaskPage({ params }: PageProps<"/tasks/[id]">) {
  const { id } = await params;
  const [person, task, tournament] = await Promise.all([currentPerson(), readTask(id), readTournament()]);
  if (!person) redirect("/sign-in?reason=expired");
  if (!task.ok) {
    if (task.code === "not_found" || task.code === "forbidden") notFound();
    throw new Error(`The task could not be read: ${task.code}`);
  }
  if (!tournament.ok) throw new Error(`The tournament could not be read: ${tournament.code}`);
  return (
    <div className="mx-auto max-w-[64rem] px-4 pt-3 pb-8 md:px-8 md:pt-5">
      <RefreshOn nouns={["tasks", "documents", "teams", "tournament"]} />
      <TaskView
        task={task.value}
        reader={{ id: person.id, role: person.role }}
        venueZone={tournament.value.timeZone}
        documents={
          <>
            <DocumentList
              documents={task.value.documents}
              deletable={task.value.isArchived ? "none" : "all"}
            />
            {!task.value.isArchived && <Upload team={task.value.team.id} task={task.value.id} />}
          </>
        }
        organising={
          person.role === "admin" &&
          !task.value.isArchived && <TaskActions task={task.value} venueZone={tournament.value.timeZone} />
        }
      />
    </div>
  );
}
