"use client";
import {
  type KeyboardEvent,
  useEffect,
  useEffectEvent,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  useTransition,
} from "react";
import { useTranslations } from "use-intl";
import { askBeforeLeaving } from "@/components/live/before-leaving";
import { answerOf } from "@/components/people/answer";
import { Button } from "@/components/ui/button";
import { commentTask } from "@/lib/tasks/actions";
import type { TaskRefusal } from "@/lib/tasks/refusal";
import { COMMENT_MAX_LENGTH, lengthOf } from "@/lib/tasks/schema";
import { type Draft, draftOf, keepDraft, newDraft, retyped } from "./comment-drafts";
import { useIsLong } from "./use-is-long";
import { useRefusal } from "./use-refusal";

/** A comment to write. It stands in the field until the site says that it is stored, and stays there when it is not. */
export function CommentForm({ taskId, readerId }: { taskId: string; readerId: string }) {
  const t = useTranslations("tasks.comments");
  const say = useRefusal();
  const noteId = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [draft, setDraft] = useState(() => draftOf(taskId, readerId));
  const [refused, setRefused] = useState<TaskRefusal | null>(null);
  const [isEmptyRefused, setEmptyRefused] = useState(false);
  const [isPending, start] = useTransition();
  const isLong = useIsLong(isPending);
  const isEmpty = draft.content.trim() === "";
  const length = lengthOf(draft.content.trim());
  const over = length - COMMENT_MAX_LENGTH;

  const keep = (next: Draft) => setDraft(keepDraft(taskId, readerId, next));
  const write = (content: string) => {
    setRefused(null);
    keep(retyped(draft, content));
  };

  // What was typed before the page came to life is known to the browser alone, until React would write over it.
  const adopt = useEffectEvent(() => {
    const typed = field.current?.value;
    if (typed && typed !== draft.content) write(typed);
  });
  useLayoutEffect(() => adopt(), []);
  const isUnsent = useEffectEvent(() => !isEmpty);
  useEffect(() => askBeforeLeaving(() => isUnsent()), []);

  const send = () => {
    if (isPending) return;
    setEmptyRefused(isEmpty);
    if (isEmpty || over > 0) return field.current?.focus();
    keep({ ...draft, isTried: true });
    setRefused(null);
    start(async () => {
      const answer = await answerOf(commentTask({ id: draft.id, taskId, content: draft.content }));
      if (answer.ok) keep(newDraft());
      else setRefused(answer);
      field.current?.focus();
    });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey) return;
    // 229: Safari says that the Enter which ends a composition composes no more.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (window.matchMedia("(pointer: coarse)").matches) return;
    event.preventDefault();
    send();
  };

  const problem =
    over > 0
      ? t("tooLong", { length, max: COMMENT_MAX_LENGTH, over })
      : isEmptyRefused && isEmpty
        ? t("empty")
        : refused && say(refused);
  return (
    <form
      // Inert until the page has come to life: a browser that sent it by itself would leave, and the text with it.
      method="dialog"
      aria-busy={isPending}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      className="rounded-large border border-line bg-sheet p-2 shadow-sheet focus-within:border-blue"
    >
      <textarea
        ref={field}
        dir="auto"
        rows={2}
        autoComplete="off"
        aria-label={t("label")}
        aria-describedby={noteId}
        aria-invalid={problem !== null}
        placeholder={t("placeholder")}
        value={draft.content}
        readOnly={isPending}
        onChange={(event) => write(event.target.value)}
        onKeyDown={onKeyDown}
        className="field-sizing-content max-h-60 min-h-16 w-full resize-none bg-transparent px-2 py-1.5 text-[16px] outline-none placeholder:text-muted read-only:text-muted md:text-[15px]"
      />
      <div className="flex flex-wrap items-center justify-end gap-x-3 gap-y-1">
        <p
          id={noteId}
          role={problem ? "alert" : "status"}
          className={`flex-1 px-2 text-[13px] ${problem ? "text-red" : "text-muted"}`}
        >
          {problem ?? (isLong ? t("long") : <span className="sr-only">{t("hint")}</span>)}
        </p>
        <Button type="submit" disabled={isPending}>
          {t(isPending ? "sending" : "send")}
        </Button>
      </div>
    </form>
  );
}
