"use client";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { useAnnounce } from "@/components/ui/announcer";
import { Avatar } from "@/components/ui/avatar";
import type { Task, TaskComment } from "@/lib/tasks/schema";
import { CommentForm } from "./comment-form";
import type { Reader } from "./task-view";
import { useWhen } from "./use-when";

/** What was said about a task, and the field to say more. */
export function Comments({ task, reader }: { task: Task; reader: Reader }) {
  const t = useTranslations("tasks.comments");
  useArrivals(task.comments, reader);
  const [found] = useState(() => new Set(task.comments.map(({ id }) => id)));
  return (
    <>
      {task.comments.length === 0 ? (
        !task.isArchived && <p className="text-muted">{t("none")}</p>
      ) : (
        <ol className="flex flex-col gap-1">
          {task.comments.map((comment) => (
            <Comment key={comment.id} comment={comment} isNew={!found.has(comment.id)} />
          ))}
        </ol>
      )}
      {!task.isArchived && <CommentForm taskId={task.id} readerId={reader.id} />}
    </>
  );
}

/** One comment; organisers' on blue, as in the chat. */
function Comment({
  comment: { author, content, createdAt },
  isNew,
}: {
  comment: TaskComment;
  isNew: boolean;
}) {
  const t = useTranslations("tasks.comments");
  const when = useWhen();
  const isOrganiser = author.role === "admin";
  return (
    <li
      className={`flex gap-3 rounded-medium px-2.5 py-2 ${isNew ? "animate-arrive" : ""} ${isOrganiser ? "bg-blue-soft" : ""}`}
    >
      <Avatar name={author.name} />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className="font-semibold">{author.name}</span>
          <span className="text-[13px] text-muted">
            {isOrganiser && `${t("organiser")} · `}
            <time dateTime={createdAt}>{when(createdAt)}</time>
          </span>
        </p>
        <p dir="auto" className="wrap-anywhere whitespace-pre-wrap">
          {content}
        </p>
      </div>
    </li>
  );
}

/** Says what others write while the page is open to whoever listens to it. */
function useArrivals(comments: readonly TaskComment[], reader: Reader) {
  const t = useTranslations("tasks.comments");
  const announce = useAnnounce();
  const known = useRef(new Set(comments.map(({ id }) => id)));
  const tell = useEffectEvent((all: readonly TaskComment[]) => {
    for (const { id, author, content } of all) {
      if (known.current.has(id)) continue;
      known.current.add(id);
      if (author.id !== reader.id) announce(t("arrived", { name: author.name, text: content }));
    }
  });
  useEffect(() => tell(comments), [comments]);
}
