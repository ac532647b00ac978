"use client";
import { useId } from "react";
import { useTranslations } from "use-intl";
import { Plate } from "@/components/ui/plate";

type Team = { id: string; code: string; name: string; primaryColour: string; secondaryColour: string };

/** One team, several or all. */
export function TeamPicker({
  legend,
  teams,
  picked,
  onPick,
  error,
}: {
  legend: string;
  teams: readonly Team[];
  picked: ReadonlySet<string>;
  onPick: (picked: ReadonlySet<string>) => void;
  error: string | null;
}) {
  const t = useTranslations("requirements.teams");
  const noteId = useId();
  const isAll = picked.size === teams.length && teams.length > 0;
  const toggle = (id: string) => {
    const next = new Set(picked);
    if (!next.delete(id)) next.add(id);
    onPick(next);
  };
  return (
    <fieldset className="flex min-w-0 flex-col" aria-describedby={error ? noteId : undefined}>
      <legend className="mb-1 font-medium">{legend}</legend>
      <div className="flex flex-wrap items-center justify-between gap-x-4 pb-2">
        <label className="flex cursor-pointer items-center gap-2.5 py-1.5">
          <input
            type="checkbox"
            checked={isAll}
            ref={(box) => {
              if (box) box.indeterminate = picked.size > 0 && !isAll;
            }}
            onChange={() => onPick(new Set(isAll ? [] : teams.map(({ id }) => id)))}
            className="size-4.5 accent-blue"
          />
          {t("all", { count: teams.length })}
        </label>
        <span className="text-[13px] text-muted" aria-live="polite">
          {t("picked", { count: picked.size })}
        </span>
      </div>
      <div className="grid grid-cols-[repeat(auto-fill,minmax(9.5rem,1fr))] gap-2">
        {teams.map((team) => (
          <label
            key={team.id}
            className="flex min-w-0 cursor-pointer items-center gap-2.5 rounded-medium border border-line bg-sheet py-1.5 pr-2 pl-2.5 has-checked:border-blue has-checked:bg-blue-soft has-focus-visible:outline-2 has-focus-visible:outline-blue"
          >
            <input
              type="checkbox"
              name="team"
              value={team.id}
              checked={picked.has(team.id)}
              onChange={() => toggle(team.id)}
              className="size-4.5 shrink-0 accent-blue outline-none"
            />
            <Plate
              code={team.code}
              primary={team.primaryColour}
              secondary={team.secondaryColour}
              size="small"
            />
            <span className="truncate font-medium" title={team.name}>
              {team.name}
            </span>
          </label>
        ))}
      </div>
      {error && (
        <p id={noteId} role="alert" className="mt-1 text-[13px] text-red">
          {error}
        </p>
      )}
    </fieldset>
  );
}
