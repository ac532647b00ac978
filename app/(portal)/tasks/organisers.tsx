import { headers } from "next/headers";
import { userAgent } from "next/server";
import { RefreshOn } from "@/components/live/refresh-on";
import { AllTasks } from "@/components/tasks/requirements/all-tasks";
import { MatrixView } from "@/components/tasks/requirements/matrix-view";
import { OrganisersHeading } from "@/components/tasks/requirements/organisers-heading";
import { Retry } from "@/components/ui/retry";
import { VIEW_HEADER } from "@/lib/http/view-header";
import { readMatrix, readTasks } from "@/lib/tasks/queries";
import { readTournament } from "@/lib/tournament/queries";

/** What is asked of all the teams: as a matrix, which fills the window, or as a list. */
export async function OrganisersTasks({ view, readerId }: { view: "matrix" | "list"; readerId: string }) {
  return view === "list" ? <List readerId={readerId} /> : <Matrix />;
}

async function Matrix() {
  const [matrix, tournament, head] = await Promise.all([readMatrix(), readTournament(), headers()]);
  return (
    <div className="mx-auto flex max-w-[124rem] flex-col gap-4 px-4 pt-4 pb-8 md:h-full md:px-8 md:pt-6 md:pb-6">
      <RefreshOn nouns={["tasks", "documents", "teams", "tournament"]} />
      <OrganisersHeading view="matrix" />
      {matrix.ok && tournament.ok ? (
        <MatrixView
          matrix={matrix.value}
          venueZone={tournament.value.timeZone}
          isOnPhone={userAgent({ headers: head }).device.type === "mobile"}
        />
      ) : (
        <Retry />
      )}
    </div>
  );
}

async function List({ readerId }: { readerId: string }) {
  const [tasks, tournament, head] = await Promise.all([readTasks(), readTournament(), headers()]);
  return (
    <div className="mx-auto flex max-w-[56rem] flex-col gap-5 px-4 pt-4 pb-8 md:px-8 md:pt-6">
      <RefreshOn nouns={["tasks", "documents", "teams", "tournament"]} />
      <OrganisersHeading view="list" />
      {tasks.ok && tournament.ok ? (
        <AllTasks
          tasks={tasks.value}
          readerId={readerId}
          venueZone={tournament.value.timeZone}
          query={head.get(VIEW_HEADER) ?? ""}
        />
      ) : (
        <Retry />
      )}
    </div>
  );
}
