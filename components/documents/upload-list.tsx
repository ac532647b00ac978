"use client";
import { useTranslations } from "use-intl";
import type { UploadEntry } from "@/lib/documents/uploads/entry";
import type { Uploads } from "@/lib/documents/uploads/uploads";
import { UploadRow } from "./upload-row";

/** The files that are under way, and those of which something is to be said. */
export function UploadList({ entries, uploads }: { entries: readonly UploadEntry[]; uploads: Uploads }) {
  const t = useTranslations("documents.upload");
  if (entries.length === 0) return null;
  return (
    <ul aria-label={t("list")} className="flex flex-col gap-2">
      {entries.map((entry) => (
        <UploadRow key={entry.key} entry={entry} uploads={uploads} />
      ))}
    </ul>
  );
}
