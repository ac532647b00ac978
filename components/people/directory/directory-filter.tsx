"use client";
import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import { SearchField } from "@/components/ui/search-field";
import { Select } from "@/components/ui/select";
import type { DirectoryTeam, Filter } from "@/lib/people/directory/schema";

const PATH = "/admin/people";

/**
 * Narrows the list while one types. What is asked for stands in the address: a view that survives a reload and can be
 * sent to somebody.
 */
export function DirectoryFilter({ teams, filter: { q, show } }: { teams: DirectoryTeam[]; filter: Filter }) {
  const t = useTranslations("people.filter");
  const form = useRef<HTMLFormElement>(null);
  // A link may have led to another address; whoever is typing is ahead of it.
  useEffect(() => {
    for (const [name, value] of Object.entries({ q, show })) {
      const control = form.current?.elements.namedItem(name);
      const isControl = control instanceof HTMLInputElement || control instanceof HTMLSelectElement;
      if (isControl && control !== document.activeElement) control.value = value;
    }
  }, [q, show]);

  const apply = () => {
    if (!form.current) return;
    const asked = [...new FormData(form.current)].map(([name, value]) => [name, String(value).trim()]);
    const query = new URLSearchParams(asked.filter(([, value]) => value));
    // Everybody is here already: nothing is asked of the site.
    window.history.replaceState(null, "", query.size > 0 ? `${PATH}?${query}` : PATH);
  };

  return (
    <search aria-label={t("label")}>
      <form
        ref={form}
        action={PATH}
        className="flex flex-wrap items-center gap-2"
        onChange={apply}
        onSubmit={(event) => {
          event.preventDefault();
          apply();
        }}
      >
        <SearchField label={t("search")} q={q} />
        <span className="min-w-40 max-sm:flex-1">
          <Select name="show" defaultValue={show} aria-label={t("show")}>
            <option value="">{t("everyone")}</option>
            <option value="organisers">{t("organisers")}</option>
            <option value="withoutTeam">{t("withoutTeam")}</option>
            <option value="deactivated">{t("deactivated")}</option>
            <optgroup label={t("teams")}>
              {teams.map((team) => (
                <option key={team.id} value={team.code}>
                  {team.name}
                </option>
              ))}
            </optgroup>
          </Select>
        </span>
      </form>
    </search>
  );
}
