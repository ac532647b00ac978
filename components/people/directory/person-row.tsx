"use client";
import { useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import type { DirectoryPerson, DirectoryTeam } from "@/lib/people/directory/schema";
import { ChangeDialog } from "./change-dialog";

/** A person, since when they are here, and the way to change what they are. */
export function PersonRow({
  person,
  teams,
  isReader,
}: {
  person: DirectoryPerson;
  teams: DirectoryTeam[];
  isReader: boolean;
}) {
  const t = useTranslations("people.person");
  const format = useFormatter();
  const [isChanging, setChanging] = useState(false);
  const { fullName, createdAt, deactivatedAt } = person;
  const day = (at: string) => format.dateTime(new Date(at), "date");
  return (
    <li className="flex items-center gap-3 px-4 py-2.5">
      <Avatar name={fullName} />
      <span className="min-w-0 flex-1">
        <span className={`block truncate ${deactivatedAt ? "text-muted line-through" : "font-semibold"}`}>
          {fullName}
          {isReader && <span className="ml-1.5 font-normal text-muted">{t("you")}</span>}
        </span>
        <span className="block text-[13px] text-muted">
          {deactivatedAt
            ? t("deactivated", { date: day(deactivatedAt) })
            : t("since", { date: day(createdAt) })}
        </span>
      </span>
      <Button
        look="link"
        className="shrink-0 px-1"
        aria-label={t("changeName", { name: fullName })}
        onClick={() => setChanging(true)}
      >
        {t("change")}
      </Button>
      {isChanging && (
        <ChangeDialog person={person} teams={teams} isReader={isReader} onClose={() => setChanging(false)} />
      )}
    </li>
  );
}
