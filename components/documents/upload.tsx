"use client";
import { Camera, FileUp } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ChangeEvent, useId, useRef } from "react";
import { useTranslations } from "use-intl";
import { useAnnounce } from "@/components/ui/announcer";
import { Button } from "@/components/ui/button";
import { ACCEPT } from "@/lib/documents/kinds";
import { MAX_MEGABYTES } from "@/lib/documents/schema";
import { UploadRow } from "./upload-row";
import { useFileDrop } from "./use-file-drop";
import { useReason } from "./use-reasons";
import { useEndings, useUploads } from "./use-uploads";

/**
 * Takes files by click, drop and camera, and shows how far each is. Its texts are the catalogue's `documents`.
 * @param team by id; @param task the task of it that they answer, by id
 */
export function Upload({ team, task = null }: { team: string; task?: string | null }) {
  const t = useTranslations("documents.upload");
  const router = useRouter();
  const announce = useAnnounce();
  const reasonOf = useReason();
  const { entries, uploads } = useUploads({ team, task });
  const limitsId = useId();
  const files = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);

  const isOver = useFileDrop((dropped) => uploads.add({ team, task }, dropped));
  const pick = ({ target }: ChangeEvent<HTMLInputElement>) => {
    uploads.add({ team, task }, [...(target.files ?? [])]);
    // The same file once more is a choice too.
    target.value = "";
  };
  useEndings(entries, (entry) => {
    const { name, state } = entry;
    if (state.at === "done") {
      announce(t("announce.done", { name }));
      // Also where no signal comes through.
      router.refresh();
    } else if (state.at === "refused" || state.at === "cut")
      announce(t(`announce.${state.at}`, { name, reason: reasonOf(entry) ?? "" }));
  });

  return (
    <section aria-label={t("label")} className="flex flex-col gap-3">
      <div
        data-over={isOver}
        className="flex flex-col items-center gap-3 rounded-large border-2 border-line border-dashed bg-sheet px-4 py-5 text-center transition-colors duration-120 data-[over=true]:border-blue data-[over=true]:bg-blue-soft"
      >
        <div className="flex flex-wrap items-center justify-center gap-x-3 gap-y-2">
          <span className="text-muted max-md:hidden">{t(isOver ? "dropNow" : "drop")}</span>
          <Button
            className="inline-flex items-center gap-2"
            aria-describedby={limitsId}
            onClick={() => files.current?.click()}
          >
            <FileUp aria-hidden="true" size={18} />
            {t("choose")}
          </Button>
          <Button
            look="quiet"
            className="inline-flex items-center gap-2 md:hidden"
            onClick={() => camera.current?.click()}
          >
            <Camera aria-hidden="true" size={18} />
            {t("photo")}
          </Button>
        </div>
        <p id={limitsId} className="max-w-[34rem] text-[13px] text-muted">
          {t("limits", { megabytes: MAX_MEGABYTES })}
        </p>
        <input ref={files} type="file" multiple hidden accept={ACCEPT} onChange={pick} data-testid="files" />
        <input
          ref={camera}
          type="file"
          hidden
          accept="image/*"
          capture="environment"
          onChange={pick}
          data-testid="camera"
        />
      </div>
      {entries.length > 0 && (
        <ul aria-label={t("list")} className="flex flex-col gap-2">
          {entries.map((entry) => (
            <UploadRow key={entry.key} entry={entry} uploads={uploads} />
          ))}
        </ul>
      )}
    </section>
  );
}
