"use client";
import { useId } from "react";
import { useTranslations } from "use-intl";
import { MAX_MEGABYTES } from "@/lib/documents/schema";
import { PickFiles } from "./pick-files";
import { UploadList } from "./upload-list";
import { useFileDrop } from "./use-file-drop";
import { useHandingIn } from "./use-handing-in";

/**
 * Takes files by click, drop and camera, and shows how far each is. Its texts are the catalogue's `documents`.
 * @param team by id; @param task the task of it that they answer, by id
 */
export function Upload({ team, task = null }: { team: string; task?: string | null }) {
  const t = useTranslations("documents.upload");
  const { entries, uploads, add } = useHandingIn({ team, task });
  const limitsId = useId();
  const isOver = useFileDrop(add);
  return (
    <section aria-label={t("label")} className="flex flex-col gap-3">
      <div
        data-over={isOver}
        className="flex flex-col items-center gap-3 rounded-large border-2 border-line border-dashed bg-sheet px-4 py-5 text-center transition-colors duration-120 data-[over=true]:border-blue data-[over=true]:bg-blue-soft"
      >
        <div className="flex flex-wrap items-center justify-center gap-x-3 gap-y-2">
          <span className="text-muted max-md:hidden">{t(isOver ? "dropNow" : "drop")}</span>
          <PickFiles onPick={add} label={t("choose")} describedBy={limitsId} />
        </div>
        <p id={limitsId} className="max-w-[34rem] text-[13px] text-muted">
          {t("limits", { megabytes: MAX_MEGABYTES })}
        </p>
      </div>
      <UploadList entries={entries} uploads={uploads} />
    </section>
  );
}
