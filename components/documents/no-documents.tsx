"use client";
import { useTranslations } from "use-intl";
import { Empty } from "@/components/ui/empty";

/** In the place of a list that is empty. */
export function NoDocuments({ isFiltered, isTeam }: { isFiltered: boolean; isTeam: boolean }) {
  const t = useTranslations("documents.list");
  return (
    <Empty
      title={t(isFiltered ? "noMatchTitle" : "noneTitle")}
      text={t(isFiltered ? "noMatch" : isTeam ? "noneTeam" : "none")}
    />
  );
}
