"use client";
import { useEffect, useEffectEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { SelectField } from "@/components/ui/select-field";
import type { TeamPick } from "@/lib/announcements/picks";

const NONE = "";
const keyOf = ({ standing, requirementId }: TeamPick) => `${standing} ${requirementId}`;

const isSame = (one: ReadonlySet<string>, other: ReadonlySet<string>) =>
  one.size === other.size && [...one].every((id) => other.has(id));

/** Picks the teams that are late with something, or have not done it yet. */
export function PickByRequirement({
  picks,
  teams,
  picked,
  onPick,
}: {
  picks: TeamPick[];
  /** Those that can be written to. */
  teams: readonly { id: string }[];
  picked: ReadonlySet<string>;
  onPick: (teams: ReadonlySet<string>) => void;
}) {
  const t = useTranslations("announcements.pick");
  const [chosen, setChosen] = useState(NONE);
  /** Those it gave. Once somebody has picked by hand, it takes no part any more. */
  const [given, setGiven] = useState<ReadonlySet<string>>(new Set());
  const isChosen = chosen !== NONE && isSame(given, picked);
  const give = (key: string) => {
    const found = picks.find((pick) => keyOf(pick) === key)?.teams ?? [];
    const next = new Set(teams.map(({ id }) => id).filter((id) => found.includes(id)));
    setGiven(next);
    onPick(next);
  };
  // Who has done it since falls out, and who is late by now comes in.
  const follow = useEffectEvent(() => {
    if (isChosen) give(chosen);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the page knows more
  useEffect(() => follow(), [picks]);
  if (picks.length === 0) return null;
  const choose = (key: string) => {
    setChosen(key);
    if (key !== NONE) give(key);
  };
  return (
    <SelectField
      label={t("label")}
      value={isChosen && picks.some((pick) => keyOf(pick) === chosen) ? chosen : NONE}
      onChange={(event) => choose(event.target.value)}
    >
      <option value={NONE}>{t("none")}</option>
      {(["late", "open"] as const).map((standing) => {
        const within = picks.filter((pick) => pick.standing === standing);
        if (within.length === 0) return null;
        return (
          <optgroup key={standing} label={t(`${standing}.label`)}>
            {within.map((pick) => (
              <option key={keyOf(pick)} value={keyOf(pick)}>
                {t(`${standing}.option`, { title: pick.title, count: pick.teams.length })}
              </option>
            ))}
          </optgroup>
        );
      })}
    </SelectField>
  );
}
