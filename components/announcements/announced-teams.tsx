"use client";
import type { Route } from "next";
import Link from "next/link";
import { useId } from "react";
import { useTranslations } from "use-intl";
import { useWhen } from "@/components/tasks/use-when";
import { Plate } from "@/components/ui/plate";
import type { AnnouncedTeam } from "@/lib/announcements/schema";

/** Teams that stand alike with an announcement. */
export function AnnouncedTeams({ title, teams }: { title: string; teams: AnnouncedTeam[] }) {
  const id = useId();
  if (teams.length === 0) return null;
  return (
    <section aria-labelledby={id} className="flex flex-col gap-2">
      <h2 id={id} className="text-xl">
        {title} <span className="text-muted">{teams.length}</span>
      </h2>
      <ul className="divide-y divide-line overflow-hidden rounded-large border border-line bg-sheet shadow-sheet">
        {teams.map((team) => (
          <Team key={team.id} team={team} />
        ))}
      </ul>
    </section>
  );
}

function Team({ team }: { team: AnnouncedTeam }) {
  const t = useTranslations("announcements.team");
  const nameId = useId();
  const when = useWhen();
  const { code, name, seq, people, seen, seenAt, answer } = team;
  // Nobody opens what nobody writes in any more.
  const place = <span className="font-semibold">{name}</span>;
  return (
    <li
      aria-labelledby={nameId}
      className="relative flex min-h-14 items-center gap-3 px-4 py-2 has-[a:hover]:bg-blue-soft/50"
    >
      <Plate code={code} primary={team.primaryColour} secondary={team.secondaryColour} size="small" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span id={nameId}>
            {team.isArchived ? (
              place
            ) : (
              <Link
                href={`/chat/${code}/${seq}` as Route}
                prefetch={false}
                className="after:absolute after:inset-0"
              >
                {place}
              </Link>
            )}
          </span>
          <span className="text-[13px] text-muted">{t("stored", { seq })}</span>
          {team.isDeleted && <Tag>{t("deleted")}</Tag>}
          {team.isEdited && !team.isDeleted && <Tag>{t("edited")}</Tag>}
          {team.isArchived && <Tag>{t("archived")}</Tag>}
        </p>
        {(seenAt || !answer) && (
          <p className="text-[13px] text-muted">
            {seenAt ? t("seen", { seen, people, when: when(seenAt) }) : t("unseen", { people })}
          </p>
        )}
        {answer && (
          <p className="text-[13px]">
            {t("answered", { name: answer.senderName, when: when(answer.createdAt), seq: answer.seq })}
          </p>
        )}
      </div>
    </li>
  );
}

function Tag({ children }: { children: string }) {
  return <span className="rounded-full border border-line px-2 text-[13px] text-muted">{children}</span>;
}
