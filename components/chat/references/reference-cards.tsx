"use client";
import { ListChecks } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { FileIcon } from "@/components/documents/file-icon";
import { useSize } from "@/components/documents/use-size";
import { TwoClocks } from "@/components/ui/deadline";
import type { ReferredDocument, ReferredTask } from "@/lib/chat/references/references";
import type { Reference } from "@/lib/chat/references/text";
import { familyOf } from "@/lib/documents/kinds";
import { useConversationPlace } from "../conversation-context";
import { TaskState } from "./task-state";
import { useReference } from "./use-reference";

/** What a message refers to, as it stands now. */
export function ReferenceCards({ references }: { references: readonly Reference[] }) {
  if (references.length === 0) return null;
  return (
    <ul className="flex flex-col gap-1.5 py-1">
      {references.map((reference) => (
        <li key={reference.id} data-reference={reference.noun}>
          <Card reference={reference} />
        </li>
      ))}
    </ul>
  );
}

/** Whatever it has to say it is as high: what one reads beside it stays where it is. */
const CARD =
  "flex w-full max-w-[30rem] items-center gap-3 overflow-hidden rounded-medium border border-line bg-sheet px-3";

function Card({ reference }: { reference: Reference }) {
  const t = useTranslations("chat.references");
  const referent = useReference(reference);
  const { noun, id } = reference;
  const height = noun === "task" ? "h-22 max-md:h-26" : "h-16";
  const icon = noun === "task" ? <TaskIcon /> : <FileIcon family={documentFamily()} />;
  if (referent?.kind === "task")
    return (
      <Link
        href={`/tasks/${id}` as Route}
        prefetch={false}
        className={`${CARD} ${height} hover:bg-blue-soft`}
      >
        {icon}
        <Task task={referent.task} />
      </Link>
    );
  if (referent?.kind === "document")
    return (
      <a href={`/api/documents/${id}`} className={`${CARD} ${height} hover:bg-blue-soft`}>
        {icon}
        <Document document={referent.document} />
      </a>
    );
  return (
    <div className={`${CARD} ${height}`}>
      {icon}
      <p className="line-clamp-2 min-w-0 text-muted">{referent ? t(`missing.${noun}`) : t("loading")}</p>
    </div>
  );

  function documentFamily() {
    return referent?.kind === "document" ? familyOf(referent.document.mime_type) : "text";
  }
}

function TaskIcon() {
  return (
    <span
      aria-hidden="true"
      className="inline-flex size-10 shrink-0 items-center justify-center rounded-small bg-blue-soft text-blue"
    >
      <ListChecks size={20} strokeWidth={1.8} />
    </span>
  );
}

function Task({ task }: { task: ReferredTask }) {
  const { venueZone } = useConversationPlace();
  return (
    <Lines title={task.title}>
      <span className="truncate font-board text-[16px] font-semibold">
        <TaskState task={task} />
      </span>
      <span className="line-clamp-2 text-[13px] text-muted">
        <TwoClocks at={task.due_at} venueZone={venueZone} />
      </span>
    </Lines>
  );
}

function Document({ document }: { document: ReferredDocument }) {
  const size = useSize();
  return (
    <Lines title={document.name}>
      <span className="text-[13px] text-muted">{size(document.size_bytes)}</span>
    </Lines>
  );
}

function Lines({ title, children }: { title: string; children: ReactNode }) {
  return (
    <span className="flex min-w-0 flex-col leading-snug">
      <span className="truncate font-semibold">
        <bdi>{title}</bdi>
      </span>
      {children}
    </span>
  );
}
