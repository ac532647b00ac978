import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { ConversationView } from "@/components/chat/conversation-view";
import { NextDeadline } from "@/components/tasks/next-deadline";
import { readOpening } from "@/lib/chat/opening";
import { findTeam, readMentionables, readReaders } from "@/lib/chat/queries";
import { readNonce } from "@/lib/http/nonce";
import { siteOrigin } from "@/lib/http/site-origin";
import { currentPerson } from "@/lib/people/queries";
import type { Failure } from "@/lib/supabase/failure";
import { readNextTask } from "@/lib/tasks/queries";
import { readTournament } from "@/lib/tournament/queries";

/** A team's conversation; with a place, where that message is. */
export async function Conversation({ code, seq = null }: { code: string; seq?: number | null }) {
  const [person, team] = await Promise.all([currentPerson(), findTeam(code)]);
  if (!team.ok) return refuse(team);
  if (!person) notFound();
  const [opening, mentionables, readers, next, nonce, tournament, head] = await Promise.all([
    readOpening(team.value.id, person.id, seq),
    readMentionables(team.value.id, person.id),
    readReaders(team.value.id),
    person.role === "member" ? readNextTask(new Date()) : null,
    readNonce(),
    readTournament(),
    headers(),
  ]);
  if (!opening.ok) return refuse(opening);
  return (
    <ConversationView
      // Another team's conversation is another screen: no scroll position or draft is carried over.
      key={team.value.id}
      reader={{ id: person.id, role: person.role }}
      team={team.value}
      {...opening.value}
      arriveAt={seq}
      nonce={nonce}
      origin={siteOrigin(head)}
      venueZone={tournament.ok ? tournament.value.timeZone : person.timeZone}
      // Without them one writes all the same.
      mentionables={mentionables.ok ? mentionables.value : []}
      readers={readers.ok ? readers.value : []}
      pinned={next?.ok && <NextDeadline key="next" initial={next.value} />}
    />
  );
}

function refuse(failure: Failure): never {
  if (failure.code === "signed_out") redirect("/sign-in?reason=expired");
  if (failure.code === "not_found" || failure.code === "forbidden") notFound();
  throw new Error(`The conversation could not be read: ${failure.code}`);
}
