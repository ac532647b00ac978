import { cookies, headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { ConversationView } from "@/components/chat/conversation-view";
import { NextDeadline } from "@/components/tasks/next-deadline";
import { FOLD_COOKIE, FOLDED } from "@/lib/chat/context/fold";
import { readTeamContext } from "@/lib/chat/context/queries";
import { readOpening } from "@/lib/chat/opening";
import { findTeam, readMentionables, readReaders } from "@/lib/chat/queries";
import { readNonce } from "@/lib/http/nonce";
import { siteOrigin } from "@/lib/http/site-origin";
import { readNotes } from "@/lib/notes/queries";
import { currentPerson } from "@/lib/people/queries";
import { readReplies } from "@/lib/replies/queries";
import type { Failure } from "@/lib/supabase/failure";
import { readNextTask } from "@/lib/tasks/queries";
import { readTournament } from "@/lib/tournament/queries";

/** A team's conversation; with a place, where that message is. */
export async function Conversation({ code, seq = null }: { code: string; seq?: number | null }) {
  const [person, team] = await Promise.all([currentPerson(), findTeam(code)]);
  if (!team.ok) return refuse(team);
  if (!person) notFound();
  const isOrganiser = person.role === "admin";
  const [opening, mentionables, readers, beside, next, nonce, tournament, head, jar] = await Promise.all([
    readOpening(team.value.id, person.id, seq),
    readMentionables(team.value.id, person.id),
    readReaders(team.value.id),
    isOrganiser ? readForOrganisers(team.value.id) : forTeams,
    isOrganiser ? null : readNextTask(new Date()),
    readNonce(),
    readTournament(),
    headers(),
    cookies(),
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
      {...beside}
      isContextFolded={jar.get(FOLD_COOKIE)?.value === FOLDED}
      pinned={next?.ok && <NextDeadline key="next" initial={next.value} />}
    />
  );
}

const forTeams = { context: null, notes: null, replies: null };

/** What organisers have beside a conversation. What could not be read comes with the first signal. */
async function readForOrganisers(teamId: string) {
  const [context, notes, replies] = await Promise.all([
    readTeamContext(teamId),
    readNotes(teamId),
    readReplies(teamId, new Date()),
  ]);
  return {
    context: context.ok ? context.value : null,
    notes: notes.ok ? notes.value : [],
    replies: replies.ok ? replies.value : null,
  };
}

function refuse(failure: Failure): never {
  if (failure.code === "signed_out") redirect("/sign-in?reason=expired");
  if (failure.code === "not_found" || failure.code === "forbidden") notFound();
  throw new Error(`The conversation could not be read: ${failure.code}`);
}
