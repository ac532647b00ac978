"use client";
import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import { QueryForm } from "@/components/ui/query-form";
import { SearchField } from "@/components/ui/search-field";
import { Select } from "@/components/ui/select";
import type { DocumentFilters } from "@/lib/documents/filters";
import type { Team } from "@/lib/teams/schema";

/** Narrows the list: by a part of the name, and for organisers to one team. */
export function DocumentFilter({
  teams,
  filters: { team, q },
}: {
  /** None for a team, which has its own documents alone. */
  teams: Team[];
  filters: DocumentFilters;
}) {
  const t = useTranslations("documents.filter");
  const search = useRef<HTMLInputElement>(null);
  const choice = useRef<HTMLSpanElement>(null);
  // A link may have led to another address; whoever is typing is ahead of it.
  useEffect(() => {
    if (search.current && search.current !== document.activeElement) search.current.value = q;
    const select = choice.current?.querySelector("select");
    if (select && select !== document.activeElement) select.value = team;
  }, [q, team]);
  return (
    <div className="flex flex-col gap-2">
      <QueryForm path="/documents" label={t("label")} waiting={t("waiting")}>
        <SearchField ref={search} label={t("search")} q={q} />
        {teams.length > 0 && (
          <span ref={choice} className="min-w-44 max-sm:flex-1">
            <Select name="team" defaultValue={team} aria-label={t("team")}>
              <option value="">{t("everyTeam")}</option>
              {teams.map(({ id, code, name, isArchived }) => (
                <option key={id} value={code}>
                  {isArchived ? t("archived", { name }) : name}
                </option>
              ))}
            </Select>
          </span>
        )}
      </QueryForm>
      {teams.length > 0 && !team && <p className="text-[13px] text-muted">{t("pickTeam")}</p>}
    </div>
  );
}
