import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { ConversationView } from "@/components/chat/conversation-view";
import { NextDeadline } from "@/components/tasks/next-deadline";
import { findTeam, readCursor, readSnapshot } from "@/lib/chat/queries";
import { currentPerson } from "@/lib/people/queries";
import type { Failure } from "@/lib/supabase/failure";
import { readNextTask } from "@/lib/tasks/queries";

export async function generateMetadata({ params }: PageProps<"/chat/[code]">): Promise<Metadata> {
  return { title: (await params).code };
}

export default async function ConversationPage({ params }: PageProps<"/chat/[code]">) {
  const [{ code }, person] = await Promise.all([params, currentPerson()]);
  const team = await findTeam(code);
  if (!team.ok) return refuse(team);
  if (!person) notFound();
  const [reading, cursor, next] = await Promise.all([
    readSnapshot(team.value.id),
    readCursor(team.value.id, person.id),
    person.role === "member" ? readNextTask(new Date()) : null,
  ]);
  if (!reading.ok) return refuse(reading);
  return (
    <ConversationView
      // Another team's conversation is another screen: no scroll position or draft is carried over.
      key={team.value.id}
      reader={{ id: person.id, role: person.role }}
      team={team.value}
      reading={reading.value}
      lastReadSeq={cursor.ok ? cursor.value : 0}
      pinned={next?.ok && <NextDeadline initial={next.value} />}
    />
  );
}

function refuse(failure: Failure): never {
  if (failure.code === "signed_out") redirect("/sign-in?reason=expired");
  if (failure.code === "not_found" || failure.code === "forbidden") notFound();
  throw new Error(`The conversation could not be read: ${failure.code}`);
}
