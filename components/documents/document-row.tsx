"use client";
import { Trash2 } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useId, useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { Plate } from "@/components/ui/plate";
import { familyOf } from "@/lib/documents/kinds";
import type { Deletable, ListedDocument } from "@/lib/documents/schema";
import { DeleteDialog } from "./delete-dialog";
import { FileIcon } from "./file-icon";
import { useSize } from "./use-size";

const MOMENT = {
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
} as const;
const LINK = "text-blue underline-offset-2 hover:underline";

export function DocumentRow({ document, deletable }: { document: ListedDocument; deletable: Deletable }) {
  const t = useTranslations("documents.list");
  const format = useFormatter();
  const size = useSize();
  const nameId = useId();
  const [isDeleting, setDeleting] = useState(false);
  const { id, name, sizeBytes, mimeType, uploadedAt, uploadedByName, team, answers } = document;
  const canDelete = deletable === "all" || (deletable === "but_of_messages" && !answers?.message);
  const when = format.dateTime(new Date(uploadedAt), MOMENT);
  return (
    <li aria-labelledby={nameId} className="animate-arrive flex items-center gap-3 px-3 py-3 md:px-4">
      {team && <Plate code={team.code} primary={team.primaryColour} secondary={team.secondaryColour} />}
      <span className={team ? "max-sm:hidden" : "contents"}>
        <FileIcon family={familyOf(mimeType)} />
      </span>
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium" title={name}>
          <a id={nameId} href={`/api/documents/${id}`} className={LINK}>
            <bdi>{name}</bdi>
          </a>
        </p>
        <p className="flex flex-wrap gap-x-1 text-[13px] text-muted">
          {team && <span>{team.name} ·</span>}
          <span>{size(sizeBytes)} ·</span>
          <span>{uploadedByName ? t("by", { name: uploadedByName, when }) : when}</span>
        </p>
        {answers?.task && (
          <p className="truncate text-[13px]">
            <Link href={`/tasks/${answers.task.id}` as Route} className={LINK}>
              {t("task", { title: answers.task.title })}
            </Link>
          </p>
        )}
        {answers?.message && (
          <p className="truncate text-[13px]">
            <Link
              href={(team ? `/chat/${team.code}/${answers.message.seq}` : "/chat") as Route}
              className={LINK}
            >
              {t("message", { seq: answers.message.seq })}
            </Link>
          </p>
        )}
      </div>
      {canDelete && !team?.isArchived && (
        <button
          type="button"
          aria-label={t("deleteName", { name })}
          title={t("delete")}
          className="inline-flex size-10 shrink-0 cursor-pointer items-center justify-center rounded-medium text-muted hover:bg-blue-soft hover:text-red"
          onClick={() => setDeleting(true)}
        >
          <Trash2 aria-hidden="true" size={18} />
        </button>
      )}
      {isDeleting && <DeleteDialog id={id} name={name} onClose={() => setDeleting(false)} />}
    </li>
  );
}
