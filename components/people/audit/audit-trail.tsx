"use client";
import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { useFormatter, useTimeZone, useTranslations } from "use-intl";
import { QueryForm } from "@/components/ui/query-form";
import { Select } from "@/components/ui/select";
import { dayOf } from "@/lib/i18n/day";
import type { AuditPage } from "@/lib/people/audit/queries";
import type { AuditQuery } from "@/lib/people/audit/schema";
import type { Directory } from "@/lib/people/directory/schema";
import { AuditLine } from "./audit-line";

const PATH = "/admin/people/audit";

/** What was done to people, teams and the tournament, by day, the newest first. */
export function AuditTrail({
  page: { entries, older },
  query,
  directory,
}: {
  page: AuditPage;
  query: AuditQuery;
  directory: Directory;
}) {
  const t = useTranslations("people.audit");
  const format = useFormatter();
  const timeZone = useTimeZone() ?? "UTC";
  const days = Map.groupBy(entries, ({ at }) => dayOf(new Date(at), timeZone));
  return (
    <section aria-label={t("label")} className="flex flex-col gap-4">
      <AuditFilter query={query} directory={directory} />
      {entries.length === 0 && (
        <p className="rounded-large border border-line bg-sheet px-5 py-10 text-center text-muted">
          {t(isNarrowed(query) ? "noneOfThese" : "none")}{" "}
          {isNarrowed(query) && (
            <Link href={PATH} className="font-medium text-blue hover:underline">
              {t("clear")}
            </Link>
          )}
        </p>
      )}
      {[...days].map(([day, ofDay]) => (
        <Day key={day} title={format.dateTime(new Date(ofDay[0]?.at ?? ""), "day")}>
          {ofDay.map((entry) => (
            <AuditLine key={entry.id} entry={entry} directory={directory} />
          ))}
        </Day>
      ))}
      <nav className="flex justify-between">
        {query.before ? (
          <Step href={addressOf({ ...query, before: undefined })}>{t("newest")}</Step>
        ) : (
          <span />
        )}
        {older && <Step href={addressOf({ ...query, before: older })}>{t("older")}</Step>}
      </nav>
    </section>
  );
}

function AuditFilter({ query, directory: { people, teams } }: { query: AuditQuery; directory: Directory }) {
  const t = useTranslations("people.audit");
  return (
    <QueryForm path={PATH} label={t("filter")} waiting={t("searching")}>
      <span className="min-w-44 flex-1 sm:max-w-64">
        <Select key={query.person} name="person" defaultValue={query.person ?? ""} aria-label={t("person")}>
          <option value="">{t("everyone")}</option>
          {people.map(({ id, fullName }) => (
            <option key={id} value={id}>
              {fullName}
            </option>
          ))}
        </Select>
      </span>
      <span className="min-w-44 flex-1 sm:max-w-64">
        <Select key={query.team} name="team" defaultValue={query.team ?? ""} aria-label={t("team")}>
          <option value="">{t("allTeams")}</option>
          {teams.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </Select>
      </span>
    </QueryForm>
  );
}

function Day({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h2 className="mb-2 text-xl">{title}</h2>
      <ol className="divide-y divide-line rounded-large border border-line bg-sheet shadow-sheet">
        {children}
      </ol>
    </section>
  );
}

function Step({ href, children }: { href: Route; children: ReactNode }) {
  return (
    <Link
      href={href}
      className="rounded-medium border border-line bg-sheet px-4 py-2 font-medium hover:bg-blue-soft"
    >
      {children}
    </Link>
  );
}

function isNarrowed({ person, team, before }: AuditQuery): boolean {
  return Boolean(person ?? team ?? before);
}

function addressOf(query: AuditQuery): Route {
  const given = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return (given.length > 0 ? `${PATH}?${new URLSearchParams(given)}` : PATH) as Route;
}
