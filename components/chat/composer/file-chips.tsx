"use client";
import { RotateCw, X } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { FileIcon } from "@/components/documents/file-icon";
import { useReason } from "@/components/documents/use-reasons";
import { useSize } from "@/components/documents/use-size";
import type { Attachment } from "@/lib/chat/drafts/content";
import { isShown, kindOf } from "@/lib/documents/kinds";
import type { UploadEntry, UploadState } from "@/lib/documents/uploads/entry";
import { pictureAddress } from "../attachments/picture";
import type { ComposerFiles } from "./use-files";

/** The files that go with the next message, in the order in which they were chosen. */
export function FileChips({ files }: { files: ComposerFiles }) {
  const t = useTranslations("chat.attachments");
  const { entries, documents } = files;
  if (entries.length + documents.length === 0) return null;
  const all = [
    ...documents.map((document) => ({
      at: document.at,
      chip: <Ready key={document.id} document={document} files={files} />,
    })),
    ...entries.map((entry) => ({
      at: entry.at,
      chip: <OnItsWay key={entry.key} entry={entry} files={files} />,
    })),
  ];
  return (
    <ul aria-label={t("toSend")} className="flex max-h-44 flex-wrap gap-2 overflow-y-auto p-1 pb-2">
      {all.toSorted((one, other) => one.at - other.at).map(({ chip }) => chip)}
    </ul>
  );
}

function Ready({ document, files }: { document: Attachment; files: ComposerFiles }) {
  const t = useTranslations("chat.attachments");
  const size = useSize();
  const { id, name, mimeType, sizeBytes } = document;
  return (
    <Chip
      name={name}
      icon={
        isShown(mimeType) ? (
          // biome-ignore lint/performance/noImgElement: it is its uploader's alone, and no server may keep a copy
          <img
            src={pictureAddress(id)}
            alt=""
            className="size-10 shrink-0 rounded-small bg-blue-soft object-cover"
          />
        ) : (
          <FileIcon family={kindOf(name)?.family ?? "text"} />
        )
      }
      removeLabel={t("remove", { name })}
      onRemove={() => files.remove(id)}
    >
      <span className="text-[13px] text-muted">{size(sizeBytes)}</span>
    </Chip>
  );
}

function OnItsWay({ entry, files }: { entry: UploadEntry; files: ComposerFiles }) {
  const t = useTranslations("chat.attachments");
  const reason = useReason()(entry);
  const { key, name, size, state } = entry;
  const percent = percentOf(state, size);
  return (
    <Chip
      name={name}
      hasFailed={reason !== null}
      icon={<FileIcon family={kindOf(name)?.family ?? "text"} />}
      removeLabel={t(reason === null ? "cancel" : "remove", { name })}
      onRemove={() => files.cancel(key)}
    >
      {reason === null ? (
        <span className="flex items-center gap-2 text-[13px] text-muted">
          <progress
            aria-label={t("progress", { name })}
            max={100}
            value={percent}
            className="h-1 w-16 appearance-none overflow-hidden rounded-full bg-line [&::-moz-progress-bar]:bg-blue [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-blue"
          />
          {state.at === "checking" ? t("checking") : t("percent", { percent })}
        </span>
      ) : (
        <span className="text-[13px] text-red">
          {reason}
          {state.at === "cut" && (
            <button
              type="button"
              onClick={() => files.uploads.retry(key)}
              aria-label={t("retry", { name })}
              className="ml-2 inline-flex cursor-pointer items-center gap-1 font-medium text-blue underline-offset-2 hover:underline"
            >
              <RotateCw aria-hidden="true" size={14} />
              {t("tryAgain")}
            </button>
          )}
        </span>
      )}
    </Chip>
  );
}

function Chip({
  name,
  icon,
  hasFailed = false,
  removeLabel,
  onRemove,
  children,
}: {
  name: string;
  icon: ReactNode;
  hasFailed?: boolean;
  removeLabel: string;
  onRemove: () => void;
  children: ReactNode;
}) {
  return (
    <li
      aria-label={name}
      className={`animate-arrive flex max-w-full items-center gap-2.5 rounded-medium border bg-ice p-1.5 ${hasFailed ? "w-full border-red" : "w-60 border-line"}`}
    >
      {icon}
      <span className="flex min-w-0 flex-1 flex-col leading-snug">
        <span className="truncate text-[14px] font-medium" title={name}>
          <bdi>{name}</bdi>
        </span>
        {children}
      </span>
      <button
        type="button"
        aria-label={removeLabel}
        title={removeLabel}
        onClick={onRemove}
        className="inline-flex size-9 shrink-0 cursor-pointer items-center justify-center rounded-small text-muted hover:bg-blue-soft hover:text-ink"
      >
        <X aria-hidden="true" size={16} />
      </button>
    </li>
  );
}

/** Rounded down: 100 % is said of what has arrived. */
function percentOf(state: UploadState, size: number): number {
  if (state.at === "sending") return Math.floor((100 * state.sent) / size);
  return state.at === "waiting" ? 0 : 100;
}
