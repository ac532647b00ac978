"use client";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Plate } from "@/components/ui/plate";
import { isWorthImporting } from "@/lib/roster/plan";
import type { Preview, Step } from "@/lib/roster/schema";
import { Changes } from "./changes";

/** What would happen, what it is most about first. */
export function PlanList({ preview }: { preview: Preview }) {
  const t = useTranslations("roster.preview");
  const { steps, names } = preview;
  const teams = (outcome: Step["team"]) =>
    steps.filter(
      ({ team, code }, index) =>
        // A team that one line makes, another finds: it is told once.
        team === outcome && steps.findIndex((step) => step.code === code) === index,
    );
  const [created, changed, unchanged] = [teams("created"), teams("changed"), teams("unchanged")];
  const invited = steps.filter(({ person }) => person === "invited");
  const already = steps.filter(({ person }) => person === "already_here" || person === "already_invited");
  const placeOf = ({ code }: Step) => (code ? t("toTeam", { team: names[code] ?? code }) : t("toOrganisers"));
  return (
    <div className="flex flex-col gap-4">
      {!isWorthImporting({ steps, problems: [] }) && (
        <p className="rounded-medium bg-blue-soft px-3 py-2">{t("nothing")}</p>
      )}
      <Group title={t("created", { count: created.length })} steps={created}>
        {({ code, given }) => (
          <>
            <Plate
              code={code ?? ""}
              primary={given.primaryColour ?? ""}
              secondary={given.secondaryColour ?? ""}
              size="small"
            />
            <span>
              <b className="font-semibold">{given.name}</b>{" "}
              <span className="text-muted">
                {code} · {given.timeZone}
              </span>
            </span>
          </>
        )}
      </Group>
      <Group title={t("changed", { count: changed.length })} steps={changed}>
        {({ code, changes }) => (
          <span>
            <b className="font-semibold">{code}</b> <Changes changes={changes} />
          </span>
        )}
      </Group>
      <Group title={t("invited", { count: invited.length })} steps={invited}>
        {(step) => (
          <span>
            <b className="font-semibold">{step.email}</b> <span className="text-muted">{placeOf(step)}</span>
          </span>
        )}
      </Group>
      <Group title={t("already", { count: already.length })} steps={already}>
        {({ email, person, note }) => (
          <span>
            {email}{" "}
            <span className="text-muted">
              {t(note ?? (person === "already_here" ? "here" : "invitedAlready"))}
            </span>
          </span>
        )}
      </Group>
      {unchanged.length > 0 && (
        <p className="text-muted">
          {t("unchanged", { count: unchanged.length })}: {unchanged.map(({ code }) => code).join(", ")}
        </p>
      )}
    </div>
  );
}

function Group({
  title,
  steps,
  children,
}: {
  title: string;
  steps: Step[];
  children: (step: Step) => ReactNode;
}) {
  const t = useTranslations("roster.preview");
  if (steps.length === 0) return null;
  return (
    <section aria-label={title}>
      <h3 className="mb-1 text-xl">{title}</h3>
      <ul className="divide-y divide-line rounded-medium border border-line">
        {steps.map((step) => (
          <li key={step.line} className="wrap-anywhere flex items-center gap-3 px-3 py-2">
            <span className="w-14 shrink-0 font-board text-[15px] text-muted">
              {t("line", { line: step.line })}
            </span>
            {children(step)}
          </li>
        ))}
      </ul>
    </section>
  );
}
