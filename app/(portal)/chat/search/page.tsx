import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SearchView } from "@/components/chat/search/search-view";
import { Retry } from "@/components/ui/retry";
import { searchMessages } from "@/lib/chat/search/queries";
import { searchQuerySchema } from "@/lib/chat/search/schema";
import { translator } from "@/lib/i18n/translator";
import { currentPerson } from "@/lib/people/queries";
import { readTeams } from "@/lib/teams/queries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator((await currentPerson())?.locale)("search.title") };
}

/** Messages by their words: an organiser's of all teams or of one, a team's of its own conversation. */
export default async function SearchPage({ searchParams }: PageProps<"/chat/search">) {
  const query = searchQuerySchema.parse(await searchParams);
  const person = await currentPerson();
  if (!person) notFound();
  const isOrganiser = person.role === "admin";
  const teams = isOrganiser ? await readTeams() : { ok: true as const, value: [] };
  const team = teams.ok ? teams.value.find(({ code }) => code === query.team) : undefined;
  const asked = { ...query, team: isOrganiser ? query.team : undefined };
  // A team that is not there has no messages.
  if (teams.ok && asked.team && !team) notFound();
  const page = !teams.ok
    ? teams
    : query.q
      ? await searchMessages(query.q, { teamId: team?.id, before: query.before })
      : null;
  if (page?.ok === false && page.code === "not_found") notFound();
  return (
    <SearchView
      query={asked}
      ownCode={person.team?.code ?? null}
      teams={teams.ok ? teams.value.map(({ code, name }) => ({ code, name })) : []}
      page={page?.ok ? page.value : null}
      failure={page?.ok === false && <Retry />}
    />
  );
}
