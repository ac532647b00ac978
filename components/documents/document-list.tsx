"use client";
import { useTranslations } from "use-intl";
import type { Deletable, ListedDocument } from "@/lib/documents/schema";
import { DocumentRow } from "./document-row";

/** Documents with who handed them in, each to download. Its texts are the catalogue's `documents`. */
export function DocumentList({
  documents,
  deletable,
}: {
  documents: ListedDocument[];
  deletable: Deletable;
}) {
  const t = useTranslations("documents.list");
  if (documents.length === 0) return null;
  return (
    <ul
      aria-label={t("label")}
      className="divide-y divide-line overflow-hidden rounded-large border border-line bg-sheet shadow-sheet"
    >
      {documents.map((document) => (
        <DocumentRow key={document.id} document={document} deletable={deletable} />
      ))}
    </ul>
  );
}
