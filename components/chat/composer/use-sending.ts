"use client";
import { useState, useSyncExternalStore } from "react";
import { useTranslations } from "use-intl";
import { useLive } from "@/components/live/live-provider";
import { type DraftContent, isSendable } from "@/lib/chat/drafts/content";
import { DOCUMENTS_MAX } from "@/lib/chat/schema";
import type { ComposerFiles } from "./use-files";

/** Sends what stands in the composer once its files are there, or says what is in the way. */
export function useSending({
  teamId,
  draft,
  files,
  onSend,
}: {
  teamId: string;
  draft: DraftContent;
  files: ComposerFiles;
  onSend: () => void;
}) {
  const t = useTranslations("chat.composer");
  const { waitingSends } = useLive();
  const { underWay, failed, leftOut } = files;
  const isWaiting = useSyncExternalStore(
    waitingSends.subscribe,
    () => waitingSends.isWaiting(teamId),
    () => false,
  );
  const [isRefused, setRefused] = useState(false);

  const send = () => {
    if (failed + underWay > 0) return waitingSends.wait(teamId, onSend);
    setRefused(!isSendable(draft));
    if (isSendable(draft)) onSend();
  };

  const problem = () => {
    if (leftOut > 0) return t("tooManyFiles", { max: DOCUMENTS_MAX, count: leftOut });
    if (isWaiting && failed > 0) return t("failedFiles", { count: failed });
    return isRefused && !isSendable(draft) && underWay === 0 ? t("empty") : null;
  };
  return {
    send,
    problem: problem(),
    /** How many files it waits for before it goes; 0: it was not sent. */
    waitsFor: isWaiting ? underWay : 0,
    /** Whoever goes on writing, or takes a file away, has not finished. */
    stopWaiting: () => waitingSends.stop(teamId),
  };
}
