import { notFound, redirect } from "next/navigation";
import { ConversationView } from "@/components/chat/conversation-view";
import { NextDeadline } from "@/components/tasks/next-deadline";
import { findTeam, readCursor, readMentionables, readSnapshot } from "@/lib/chat/queries";
import { currentPerson } from "@/lib/people/queries";
import type { Failure } from "@/lib/supabase/failure";
import { readNextTask } from "@/lib/tasks/queries";

/** A team's conversation; with a place, where that message is. */
export async function Conversation({ code, seq = null }: { code: string; seq?: number | null }) {
  const [person, team] = await Promise.all([currentPerson(), findTeam(code)]);
  if (!team.ok) return refuse(team);
  if (!person) notFound();
  const [reading, cursor, mentionables, next] = await Promise.all([
    readSnapshot(team.value.id),
    readCursor(team.value.id, person.id),
    readMentionables(team.value.id, person.id),
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
      arriveAt={seq}
      lastReadSeq={cursor.ok ? cursor.value : 0}
      // Without them one writes all the same.
      mentionables={mentionables.ok ? mentionables.value : []}
      pinned={next?.ok && <NextDeadline key="next" initial={next.value} />}
    />
  );
}

function refuse(failure: Failure): never {
  if (failure.code === "signed_out") redirect("/sign-in?reason=expired");
  if (failure.code === "not_found" || failure.code === "forbidden") notFound();
  throw new Error(`The conversation could not be read: ${failure.code}`);
}
