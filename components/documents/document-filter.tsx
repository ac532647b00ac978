"use client";
import { Search } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import { CONTROL } from "@/components/ui/field";
import { QueryForm } from "@/components/ui/query-form";
import { Select } from "@/components/ui/select";
import type { DocumentFilters } from "@/lib/documents/filters";
import type { DocumentTeam } from "@/lib/documents/queries";

/** Narrows the list: by a part of the name, and for organisers to one team. */
export function DocumentFilter({
  teams,
  filters: { team, q },
}: {
  /** None for a team, which has its own documents alone. */
  teams: DocumentTeam[];
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
        <span className="relative min-w-48 flex-1">
          <Search
            aria-hidden="true"
            size={18}
            className="pointer-events-none absolute top-1/2 left-3 -translate-y-1/2 text-muted"
          />
          <input
            ref={search}
            type="search"
            name="q"
            defaultValue={q}
            aria-label={t("search")}
            placeholder={t("search")}
            autoComplete="off"
            enterKeyHint="search"
            className={`${CONTROL} pl-9.5`}
          />
        </span>
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
