"use client";
import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Plate } from "@/components/ui/plate";
import { searchAddress } from "@/lib/chat/search/address";
import type { Found, SearchPage } from "@/lib/chat/search/queries";
import type { SearchQuery } from "@/lib/chat/search/schema";
import { ListTime } from "../list-time";

/** What was found, the newest first; each leads to where it stands. */
export function SearchHits({
  query,
  page,
  withTeams,
}: {
  query: SearchQuery;
  page: SearchPage;
  /** Whether messages are of several teams. */
  withTeams: boolean;
}) {
  const t = useTranslations("search");
  const last = page.hits.at(-1);
  return (
    <div className="mx-auto flex max-w-[48rem] flex-col gap-4">
      <ol className="divide-y divide-line overflow-hidden rounded-large border border-line bg-sheet shadow-sheet">
        {page.hits.map((hit) => (
          <li key={hit.id} data-hit={`${hit.team_code}/${hit.seq}`}>
            <HitLink hit={hit} withTeam={withTeams} />
          </li>
        ))}
      </ol>
      <nav aria-label={t("pages")} className="flex justify-between">
        {query.before ? (
          <Step href={searchAddress({ ...query, before: undefined })}>{t("newest")}</Step>
        ) : (
          <span />
        )}
        {page.hasMore && last && (
          <Step href={searchAddress({ ...query, before: last.id })}>{t("older")}</Step>
        )}
      </nav>
    </div>
  );
}

function HitLink({ hit, withTeam }: { hit: Found; withTeam: boolean }) {
  const t = useTranslations();
  return (
    <Link
      href={`/chat/${hit.team_code}/${hit.seq}` as Route}
      // Each would be a whole conversation.
      prefetch={false}
      className="flex gap-3 px-3.5 py-3 hover:bg-blue-soft focus-visible:-outline-offset-2"
    >
      {withTeam && (
        <Plate code={hit.team_code} primary={hit.primary_colour} secondary={hit.secondary_colour} />
      )}
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline justify-between gap-2">
          <span className="truncate">
            <span className="font-semibold">{hit.sender_name}</span>
            <span className="text-[14px] text-muted">
              {hit.sender_role === "admin" && ` · ${t("role.admin")}`}
              {withTeam && ` · ${hit.team_name}`}
            </span>
          </span>
          <ListTime at={hit.created_at} />
        </span>
        <span dir="auto" className="block wrap-anywhere">
          <bdi>
            {hit.excerpt.map(({ text, isHit }, place) =>
              isHit ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never change places
                <mark key={place} className="rounded-[3px] bg-amber-soft px-0.5 font-semibold text-ink">
                  {text}
                </mark>
              ) : (
                text
              ),
            )}
          </bdi>
        </span>
      </span>
    </Link>
  );
}

function Step({ href, children }: { href: Route; children: ReactNode }) {
  return (
    <Link
      href={href}
      className="flex min-h-12 items-center rounded-medium border border-line bg-sheet px-4 font-medium hover:bg-blue-soft"
    >
      {children}
    </Link>
  );
}
