"use client";
import { useTranslations } from "use-intl";
import { kindOf } from "@/lib/documents/kinds";
import type { DocumentRefusalCode } from "@/lib/documents/refusal";
import { MAX_MEGABYTES } from "@/lib/documents/schema";
import type { UploadEntry } from "@/lib/documents/uploads/entry";

/** Why something was not done with a document, in a sentence. */
export function useRefusal(): (code: DocumentRefusalCode, name?: string) => string {
  const t = useTranslations("documents.refused");
  return (code, name = "") => t(code, { megabytes: MAX_MEGABYTES, kind: kindOf(name)?.name ?? "PDF" });
}

/** Why an upload has not come through; null where it has, or is still under way. */
export function useReason(): (entry: UploadEntry) => string | null {
  const t = useTranslations("documents.upload.cut");
  const refusal = useRefusal();
  return ({ state, name }) => {
    if (state.at === "refused") return refusal(state.code, name);
    return state.at === "cut" ? t(state.code) : null;
  };
}
