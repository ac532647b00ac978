"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "use-intl";
import { useAnnounce } from "@/components/ui/announcer";
import type { Target } from "@/lib/documents/uploads/entry";
import { useReason } from "./use-reasons";
import { useEndings, useUploads } from "./use-uploads";

/**
 * Takes files for a team or a task of it, and says what becomes of each.
 * @param onArrived whenever one has been handed in
 */
export function useHandingIn(target: Target, onArrived?: () => void) {
  const t = useTranslations("documents.upload.announce");
  const router = useRouter();
  const announce = useAnnounce();
  const reasonOf = useReason();
  const { entries, uploads } = useUploads(target);
  useEndings(entries, (entry) => {
    const { name, state } = entry;
    if (state.at === "done") {
      announce(t("done", { name }));
      onArrived?.();
      // Also where no signal comes through.
      router.refresh();
    } else if (state.at === "refused" || state.at === "cut")
      announce(t(state.at, { name, reason: reasonOf(entry) ?? "" }));
  });
  return { entries, uploads, add: (files: readonly File[]) => uploads.add(target, files) };
}
