"use client";
import { useMemo } from "react";
import { useTranslations } from "use-intl";
import { Avatar } from "@/components/ui/avatar";
import type { TeamContext } from "@/lib/chat/context/schema";
import type { Readers } from "@/lib/chat/readers/readers";
import type { Mentionable } from "@/lib/chat/schema";
import { useReadTime } from "../seen-by";
import { usePresent } from "../use-present";

/** A team's people: who has the conversation open now, and when the others last read in it. */
export function TeamPeople({
  people,
  topic,
  readers,
}: {
  people: TeamContext["people"];
  topic: string;
  readers: Readers;
}) {
  const t = useTranslations("context");
  const time = useReadTime();
  const known = useMemo(() => people.map((one): Mentionable => ({ ...one, kind: "person" })), [people]);
  const here = new Set(usePresent(topic, known)?.map(({ id }) => id));
  return (
    <ul>
      {people.map(({ id, name }) => {
        const isHere = here.has(id);
        const readAt = readers.known.get(id)?.reader.read_at;
        return (
          <li key={id} className="flex items-center gap-2.5 px-2 py-1" data-here={isHere}>
            <span className="relative">
              <Avatar name={name} className="size-8 text-[12px]" />
              {isHere && (
                <span
                  aria-hidden="true"
                  className="absolute -right-0.5 -bottom-0.5 size-2.5 rounded-full bg-live ring-2 ring-sheet"
                />
              )}
            </span>
            <span className="min-w-0 flex-1">
              <span className="block truncate">{name}</span>
              <span
                suppressHydrationWarning
                className={`block text-[13px] ${isHere ? "font-semibold text-ink" : "text-muted"}`}
              >
                {isHere ? t("here") : readAt ? t("lastRead", { time: time(readAt) }) : t("never")}
              </span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
