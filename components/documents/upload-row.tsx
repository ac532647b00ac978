"use client";
import { Check, RotateCw, TriangleAlert, X } from "lucide-react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { kindOf } from "@/lib/documents/kinds";
import type { UploadEntry, UploadState } from "@/lib/documents/uploads/entry";
import type { Uploads } from "@/lib/documents/uploads/uploads";
import { FileIcon } from "./file-icon";
import { useReason } from "./use-reasons";
import { useSize } from "./use-size";

/** One file on its way: how far it is, or what became of it and what can be done. */
export function UploadRow({ entry, uploads }: { entry: UploadEntry; uploads: Uploads }) {
  const t = useTranslations("documents.upload");
  const { key, name, state } = entry;
  const reason = useReason()(entry);
  const hasFailed = reason !== null;
  return (
    <li
      aria-label={name}
      className={`animate-arrive flex items-center gap-3 rounded-medium border bg-sheet px-3 py-2.5 ${hasFailed ? "border-red" : "border-line"}`}
    >
      <FileIcon family={kindOf(name)?.family ?? "text"} />
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <p className="truncate font-medium" title={name}>
          <bdi>{name}</bdi>
        </p>
        {hasFailed ? (
          <p className="flex items-start gap-1.5 text-[13px] text-red">
            <TriangleAlert aria-hidden="true" size={15} className="mt-0.5 shrink-0" />
            {reason}
          </p>
        ) : (
          <Progress entry={entry} />
        )}
        {state.at === "cut" && (
          <p>
            <Button
              look="quiet"
              className="mt-1 inline-flex min-h-12 items-center gap-2"
              aria-label={t("retryName", { name })}
              onClick={() => uploads.retry(key)}
            >
              <RotateCw aria-hidden="true" size={16} />
              {t("retry")}
            </Button>
          </p>
        )}
      </div>
      {state.at === "done" ? (
        <Check aria-hidden="true" size={20} className="mx-2 shrink-0 text-blue" />
      ) : (
        // What is being checked has arrived: there is nothing left to cancel.
        state.at !== "checking" && (
          <button
            type="button"
            aria-label={t(hasFailed ? "dismissName" : "cancelName", { name })}
            title={t(hasFailed ? "dismiss" : "cancel")}
            className="inline-flex size-12 shrink-0 cursor-pointer items-center justify-center rounded-medium text-muted hover:bg-blue-soft hover:text-ink"
            onClick={() => uploads.remove(key)}
          >
            <X aria-hidden="true" size={18} />
          </button>
        )
      )}
    </li>
  );
}

function Progress({ entry: { name, size, state } }: { entry: UploadEntry }) {
  const t = useTranslations("documents.upload.state");
  const percent = percentOf(state, size);
  const sizeText = useSize()(size);
  return (
    <>
      <p className="text-[13px] text-muted">
        {state.at === "sending"
          ? t("sending", { percent, size: sizeText })
          : state.at === "checking" || state.at === "done"
            ? t(state.at, { size: sizeText })
            : t("waiting", { size: sizeText })}
      </p>
      {state.at !== "done" && (
        <progress
          aria-label={name}
          max={100}
          value={percent}
          className="h-1 w-full appearance-none overflow-hidden rounded-full [&::-moz-progress-bar]:bg-blue [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-blue [&::-webkit-progress-value]:transition-[width] bg-line"
        />
      )}
    </>
  );
}

/** Rounded down: 100 % is said of what has arrived. */
function percentOf(state: UploadState, size: number): number {
  if (state.at === "sending") return Math.floor((100 * state.sent) / size);
  return state.at === "waiting" ? 0 : 100;
}
