"use client";
import { useTranslations } from "use-intl";
import type { CopySource } from "@/lib/tasks/requirements/queries";
import { VenueTime } from "./venue-time";

/** Which of the things that were asked shall be asked again. */
export function SourcePicker({
  sources,
  chosen,
  onChoose,
  venueZone,
}: {
  sources: CopySource[];
  chosen: ReadonlySet<string>;
  onChoose: (chosen: ReadonlySet<string>) => void;
  venueZone: string;
}) {
  const t = useTranslations("requirements.copy");
  const isAll = chosen.size === sources.length;
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    onChoose(next);
  };
  return (
    <fieldset className="flex min-w-0 flex-col">
      <legend className="mb-1 font-medium">{t("sources")}</legend>
      <label className="flex cursor-pointer items-center gap-2.5 self-start py-1.5">
        <input
          type="checkbox"
          checked={isAll}
          ref={(box) => {
            if (box) box.indeterminate = chosen.size > 0 && !isAll;
          }}
          onChange={() => onChoose(new Set(isAll ? [] : sources.map(({ id }) => id)))}
          className="size-4.5 accent-blue"
        />
        {t("all", { count: sources.length })}
      </label>
      <ul className="mt-1 divide-y divide-line overflow-hidden rounded-large border border-line bg-sheet shadow-sheet">
        {sources.map(({ id, title, dueAt }) => (
          <li key={id}>
            <label className="flex min-h-11 cursor-pointer items-center gap-3 px-4 py-2 has-checked:bg-blue-soft">
              <input
                type="checkbox"
                checked={chosen.has(id)}
                onChange={() => toggle(id)}
                className="size-4.5 shrink-0 accent-blue"
              />
              <span className="min-w-0 flex-1 wrap-anywhere font-medium">{title}</span>
              <span className="shrink-0 text-[13px] text-muted">
                <VenueTime at={dueAt} venueZone={venueZone} />
              </span>
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
