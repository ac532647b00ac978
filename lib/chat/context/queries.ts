import "server-only";
import { listDocuments } from "@/lib/documents/queries";
import { type Failure, failureOf } from "@/lib/supabase/failure";
import { supabaseForReader } from "@/lib/supabase/server";
import { readTasks } from "@/lib/tasks/queries";
import type { TeamContext } from "./schema";

/** So much of each stands beside the conversation; the rest is behind a link. */
const TASKS = 5;
const DOCUMENTS = 4;

/** What is due, what came in, and who belongs to a team; of an organiser's, and nothing for whoever may not see it. */
export async function readTeamContext(teamId: string): Promise<{ ok: true; value: TeamContext } | Failure> {
  const [team, people, tasks, documents] = await Promise.all([
    readTimeZone(teamId),
    readPeople(teamId),
    readTasks({ team: teamId }),
    listDocuments({ team: teamId, search: "", rows: DOCUMENTS, from: 0 }),
  ]);
  if (!team.ok) return team;
  if (!people.ok) return people;
  if (!tasks.ok) return tasks;
  if (!documents.ok) return documents;
  const open = tasks.value.filter(({ isCompleted }) => !isCompleted);
  return {
    ok: true,
    value: {
      timeZone: team.value,
      tasks: open.slice(0, TASKS).map(({ id, title, dueAt }) => ({ id, title, dueAt })),
      open: open.length,
      documents: documents.value.documents.map(({ id, name, mimeType, uploadedAt }) => ({
        ...{ id, name, mimeType, uploadedAt },
      })),
      stored: documents.value.total,
      people: people.value,
    },
  };
}

async function readTimeZone(teamId: string) {
  const supabase = await supabaseForReader();
  const { data, error, status } = await supabase
    .from("teams")
    .select("time_zone")
    .eq("id", teamId)
    .maybeSingle();
  if (error) return failureOf(error, status, "teams");
  return data
    ? { ok: true as const, value: data.time_zone }
    : { ok: false as const, code: "not_found" as const };
}

async function readPeople(teamId: string) {
  const supabase = await supabaseForReader();
  const { data, error, status } = await supabase
    .from("users")
    .select("id, full_name")
    .eq("team_id", teamId)
    .is("deactivated_at", null)
    .order("full_name")
    .order("id");
  if (error) return failureOf(error, status, "users");
  return { ok: true as const, value: data.map(({ id, full_name: name }) => ({ id, name })) };
}
