"use client";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { toast } from "sonner";
import { useTranslations } from "use-intl";
import { useConversationList } from "@/components/live/live-provider";
import { isUnderWay, type Target } from "@/lib/documents/uploads/entry";
import { useDropGuard } from "./use-file-drop";
import { useReason } from "./use-reasons";
import { useAllUploads, useEndings } from "./use-uploads";

/**
 * What uploads need on every page of the portal: whoever went on to another one hears of what did not come through, for as
 * long as that is so and they have not looked; and a file that falls beside a place for it leads nowhere.
 */
export function UploadsElsewhere({ isOrganiser }: { isOrganiser: boolean }) {
  const t = useTranslations("documents.upload");
  const router = useRouter();
  const reasonOf = useReason();
  const conversations = useConversationList();
  const { entries, uploads } = useAllUploads();
  const told = useRef(new Set<string>());
  useDropGuard();

  const pageOf = ({ team, task, isForMessage }: Target) => {
    if (task) return `/tasks/${task}`;
    const code = conversations.find((one) => one.team_id === team)?.code;
    if (isForMessage) return code ? `/chat/${code}` : "/chat";
    return code && isOrganiser ? `/documents?team=${code}` : "/documents";
  };
  useEndings(entries, (entry) => {
    const { key, name, state, target } = entry;
    if ((state.at !== "refused" && state.at !== "cut") || uploads.isShown(entry)) return;
    told.current.add(key);
    toast.error(t(`announce.${state.at}`, { name, reason: reasonOf(entry) ?? "" }), {
      id: key,
      duration: Number.POSITIVE_INFINITY,
      action: { label: t("look"), onClick: () => router.push(pageOf(target) as Route) },
    });
  });
  useEffect(() => {
    for (const key of told.current) {
      const entry = entries.find((one) => one.key === key);
      if (entry && !isUnderWay(entry) && entry.state.at !== "done" && !uploads.isShown(entry)) continue;
      told.current.delete(key);
      toast.dismiss(key);
    }
  }, [entries, uploads]);
  return null;
}
