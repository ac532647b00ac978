"use client";
import { Check } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl";
import { PickFiles } from "@/components/documents/pick-files";
import { UploadList } from "@/components/documents/upload-list";
import { useHandingIn } from "@/components/documents/use-handing-in";
import { Button } from "@/components/ui/button";
import type { ListedTask } from "@/lib/tasks/schema";
import { useTaskStatus } from "./use-task-status";

/** Everything that delivers a task, where it stands: what is asked for first, and once that is there, that it is done. */
export function Deliver({ task }: { task: ListedTask }) {
  const t = useTranslations("tasks");
  const { id, title, team } = task;
  const { isPending, refused, change } = useTaskStatus(task);
  // What has arrived counts before the list has been read anew.
  const [hasArrived, setArrived] = useState(false);
  const { entries, uploads, add } = useHandingIn({ team: team.id, task: id }, () => setArrived(true));
  const isHandedIn = hasArrived || task.documents > 0;
  return (
    <>
      {refused && (
        <p role="alert" className="rounded-medium border border-red px-3 py-2 text-red">
          {refused}
        </p>
      )}
      <p className={isHandedIn ? "" : "text-muted"}>
        {t("next.handedIn", { count: isHandedIn ? Math.max(1, task.documents) : 0 })}
      </p>
      <div className="flex flex-wrap gap-2 sm:gap-3">
        <Buttons>
          <PickFiles
            onPick={add}
            label={t(isHandedIn ? "next.uploadMore" : "next.upload")}
            look={isHandedIn ? "quiet" : "primary"}
            className={BUTTON}
          />
        </Buttons>
        <Buttons>
          <Button
            look={isHandedIn ? "primary" : "quiet"}
            disabled={isPending}
            onClick={() => change(true)}
            aria-label={isPending ? undefined : t("row.complete", { title })}
            className={`inline-flex items-center justify-center gap-2 ${BUTTON}`}
          >
            <Check aria-hidden="true" size={18} strokeWidth={2.5} className="shrink-0" />
            {t(isPending ? "status.working" : "status.complete")}
          </Button>
          <LookLink id={id} />
        </Buttons>
      </div>
      {/* Beneath: what comes and goes moves no button from under a thumb. */}
      <UploadList entries={entries} uploads={uploads} />
    </>
  );
}

/** Leads to all that is said about a task. */
export function LookLink({ id }: { id: string }) {
  const t = useTranslations("tasks.next");
  return (
    <Link
      href={`/tasks/${id}` as Route}
      className="inline-flex min-h-12 items-center justify-center rounded-medium border border-line bg-sheet px-3 text-center font-medium hover:bg-blue-soft sm:px-5"
    >
      {t("open")}
    </Link>
  );
}

/** As large as a thumb; on a phone two share its width. */
const BUTTON = "min-h-12 px-3! max-sm:flex-1 sm:px-5!";

function Buttons({ children }: { children: ReactNode }) {
  return <span className="flex gap-2 max-sm:w-full sm:gap-3">{children}</span>;
}
