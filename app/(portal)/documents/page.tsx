import type { Metadata, Route } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { DocumentFilter } from "@/components/documents/document-filter";
import { DocumentList } from "@/components/documents/document-list";
import { NoDocuments } from "@/components/documents/no-documents";
import { Upload } from "@/components/documents/upload";
import { RefreshOn } from "@/components/live/refresh-on";
import { Retry } from "@/components/ui/retry";
import { type DocumentFilters, filtersOf, further, searchOf } from "@/lib/documents/filters";
import { listDocuments } from "@/lib/documents/queries";
import { deletableBy } from "@/lib/documents/schema";
import { translator } from "@/lib/i18n/translator";
import { currentPerson } from "@/lib/people/queries";
import { readTeams } from "@/lib/teams/queries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator((await currentPerson())?.locale)("documents.title") };
}

/** What has been handed in: a team's own, to organisers everybody's. */
export default async function DocumentsPage({ searchParams }: PageProps<"/documents">) {
  const [person, teams, asked] = await Promise.all([currentPerson(), readTeams(), searchParams]);
  if (!person) redirect("/sign-in");
  const t = translator(person.locale);
  const filters = filtersOf(asked);
  // A team has one: its own, whatever the address says.
  const team = teams.ok
    ? teams.value.find((one) => (person.team ? one.id === person.team.id : one.code === filters.team))
    : undefined;
  const { q: search, rows, from } = filters;
  const list = await listDocuments({ team: team?.id ?? null, search, rows, from });
  return (
    <>
      <RefreshOn nouns={["documents", "tasks", "teams", "tournament"]} />
      <header className="flex flex-col gap-1">
        <h1 className="text-3xl">{t("documents.title")}</h1>
        <p className="text-muted">{t(person.team ? "documents.text" : "documents.textOrganisers")}</p>
      </header>
      {!list.ok || !teams.ok ? (
        <Retry />
      ) : (
        <>
          {team && !team.isArchived && <Upload key={team.id} team={team.id} />}
          <DocumentFilter teams={person.team ? [] : teams.value} filters={filters} />
          {list.value.total === 0 ? (
            <NoDocuments isFiltered={filters.q !== ""} isTeam={person.team !== null} />
          ) : (
            <DocumentList
              documents={
                person.team ? list.value.documents.map(({ team: _, ...rest }) => rest) : list.value.documents
              }
              deletable={deletableBy(person.role, team?.isArchived)}
            />
          )}
          <More filters={filters} shown={list.value.documents.length} total={list.value.total} t={t} />
        </>
      )}
    </>
  );
}

function More({
  filters,
  shown,
  total,
  t,
}: {
  filters: DocumentFilters;
  shown: number;
  total: number;
  t: ReturnType<typeof translator>;
}) {
  const { from } = filters;
  const last = from + shown;
  const next = further(filters);
  if (from === 0 && last >= total) return null;
  return (
    <p className="flex flex-wrap items-center justify-center gap-x-4 gap-y-1 text-muted">
      {shown > 0 &&
        (from > 0
          ? t("documents.list.range", { first: from + 1, last, total })
          : t("documents.list.shown", { shown, total }))}
      {from > 0 && (
        <Link href={`/documents?${searchOf({ ...filters, from: 0 })}` as Route} className={LINK}>
          {t("documents.list.newest")}
        </Link>
      )}
      {last < total && (
        // A longer list goes on where the reader is; another one begins at its top.
        <Link href={`/documents?${searchOf(next)}` as Route} scroll={next.from !== from} className={LINK}>
          {t(next.from === from ? "documents.list.more" : "documents.list.older")}
        </Link>
      )}
    </p>
  );
}

const LINK = "font-medium text-blue underline-offset-2 hover:underline";
