"use client";
import type { Route } from "next";
import Link from "next/link";
import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { TeamPicker } from "@/components/tasks/requirements/team-picker";
import { Button } from "@/components/ui/button";
import { FormMessage } from "@/components/ui/form-message";
import { TextAreaField } from "@/components/ui/text-area-field";
import type { AnnouncementDraft } from "@/lib/announcements/draft";
import type { TeamPick } from "@/lib/announcements/picks";
import { ConfirmDialog } from "./confirm-dialog";
import { PickByRequirement } from "./pick-by-requirement";
import { Preview } from "./preview";
import { useAnnouncing } from "./use-announcing";

type Team = { id: string; code: string; name: string; primaryColour: string; secondaryColour: string };

/** Writes the same to all teams, to some, or to those who owe something. */
export function AnnouncementForm({
  personId,
  opened,
  teams,
  picks,
}: {
  personId: string;
  /** What the page begins with. */
  opened: AnnouncementDraft;
  teams: Team[];
  picks: TeamPick[];
}) {
  const t = useTranslations("announcements");
  const { content, picked, refused, isPending, write, pick, check, send } = useAnnouncing(
    personId,
    opened,
    teams,
  );
  const [isConfirming, setConfirming] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (refused) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [refused]);
  // What was typed and ticked before the page came to life is known to the browser alone, until React would write over it.
  const adopt = useEffectEvent(() => {
    const typed = form.current?.querySelector("textarea")?.value;
    if (typed && typed !== content) write(typed);
    const ticked = form.current?.querySelectorAll<HTMLInputElement>("input[name=team]:checked") ?? [];
    if (picked.size === 0 && ticked.length > 0) pick(new Set(Array.from(ticked, ({ value }) => value)));
  });
  useLayoutEffect(() => adopt(), []);
  const isText = refused?.code === "misspelt";
  const isTeams =
    refused?.code === "no_teams" || refused?.code === "team" || refused?.code === "team_archived";
  const problem = refused && t(`refused.${refused.code}`);
  return (
    <form
      ref={form}
      // Inert until the page has come to life: a browser that sent it by itself would leave, and all of it be lost.
      method="dialog"
      // The draft is kept by us: a browser that filled in its own copy would double it.
      autoComplete="off"
      noValidate
      aria-label={t("form.label")}
      className="flex flex-col gap-5 rounded-large border border-line bg-sheet p-4 shadow-sheet md:p-6"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isPending && check()) setConfirming(true);
      }}
    >
      <div className="grid gap-5 lg:grid-cols-2">
        <TextAreaField
          label={t("form.text")}
          hint={t("form.hint")}
          error={isText ? problem : null}
          value={content}
          onChange={(event) => write(event.target.value)}
          readOnly={isPending}
          rows={6}
        />
        <Preview content={content} />
      </div>
      <PickByRequirement picks={picks} teams={teams} picked={picked} onPick={pick} />
      <TeamPicker
        legend={t("form.teams")}
        teams={teams}
        picked={picked}
        onPick={pick}
        error={isTeams ? problem : null}
      />
      {refused && !isText && !isTeams && <FormMessage tone="error">{problem}</FormMessage>}
      {refused?.code === "announced_already" && (
        <Link
          href={`/admin/announcements/${refused.id}` as Route}
          className="inline-flex min-h-12 items-center self-start font-medium text-blue underline-offset-2 hover:underline"
        >
          {t("form.seeEarlier")}
        </Link>
      )}
      <Button type="submit" disabled={isPending} className="min-h-12 self-start">
        {isPending ? t("form.sending") : t("form.send", { count: picked.size })}
      </Button>
      {isConfirming && (
        <ConfirmDialog
          content={content}
          teams={teams.filter(({ id }) => picked.has(id))}
          isAll={picked.size === teams.length}
          onClose={() => setConfirming(false)}
          onConfirm={() => {
            setConfirming(false);
            send();
          }}
        />
      )}
    </form>
  );
}
