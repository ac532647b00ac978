"use client";
import { useTranslations } from "use-intl";
import { TeamContext, type TeamContextProps } from "./team-context";
import { useIsWide } from "./use-is-wide";

/** The team's context beside its conversation, where there is room for it. */
export function ContextPanel({ id, name, ...context }: TeamContextProps & { id: string; name: string }) {
  const t = useTranslations("context");
  if (!useIsWide()) return null;
  return (
    <aside
      id={id}
      aria-label={t("button", { team: name })}
      className="w-72 shrink-0 overflow-y-auto border-l border-line bg-sheet px-2 max-xl:hidden"
    >
      <h2 className="sr-only">{t("button", { team: name })}</h2>
      <TeamContext {...context} />
    </aside>
  );
}
