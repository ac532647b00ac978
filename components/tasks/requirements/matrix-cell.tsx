"use client";
import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { standingOf } from "@/lib/tasks/requirements/counts";
import type { Matrix } from "@/lib/tasks/schema";
import { Sign, StandingMark } from "./mark";

type Cell = Matrix["requirements"][number]["cells"][number];

/** How one team stands with one requirement, and the way to its task. */
export function MatrixCell({
  cell,
  now,
  title,
  team,
}: {
  /** None: this team is not asked for it. */
  cell: Cell | undefined;
  now: Date;
  title: string;
  team: string;
}) {
  const t = useTranslations("requirements");
  if (!cell)
    return (
      <td className="border-b border-line text-center text-muted group-hover:bg-ice">
        <span aria-hidden="true">·</span>
        <span className="sr-only">{t("mark.notAsked")}</span>
      </td>
    );
  const { taskId, hasOwnDue, comments, documents } = cell;
  const standing = standingOf(cell, now);
  const name = t("matrix.cell", {
    title,
    team,
    standing,
    own: String(hasOwnDue),
    comments,
    documents,
  });
  return (
    <td className="border-b border-line p-0 text-center group-hover:bg-ice">
      <Link
        href={`/tasks/${taskId}` as Route}
        prefetch={false}
        tabIndex={-1}
        aria-label={name}
        title={name}
        className="flex min-h-13 min-w-12 items-center justify-center rounded-small hover:bg-blue-soft"
      >
        <span className="relative flex size-11 items-center justify-center">
          <StandingMark standing={standing} />
          {hasOwnDue && (
            <span className="absolute top-0.5 right-0.5 rounded-full border border-sheet bg-ink text-sheet">
              <Sign name="own" size={12} />
            </span>
          )}
          {documents > 0 && (
            <span className="absolute -bottom-0.5 left-2.5 text-muted">
              <Sign name="documents" size={10} />
            </span>
          )}
          {comments > 0 && (
            <span className="absolute right-2.5 -bottom-0.5 text-muted">
              <Sign name="comments" size={10} />
            </span>
          )}
        </span>
      </Link>
    </td>
  );
}
