"use client";
import { useTranslations } from "use-intl";
import { CompletionList } from "../composer/completion-list";
import type { CannedReplies, ReplyCompletion } from "./use-replies";

/** What a / may become: each reply as it will be said. */
export function ReplyList({ completion, canned }: { completion: ReplyCompletion; canned: CannedReplies }) {
  const t = useTranslations("replies");
  return (
    <CompletionList completion={completion} label={t("title")}>
      {(reply) => (
        <span className="min-w-0 flex-1">
          <span className="flex items-baseline justify-between gap-3">
            <span className="min-w-0 truncate font-semibold">{reply.title}</span>
            {reply.shortcut !== "" && (
              <span className="shrink-0 text-[13px] text-muted">{`/${reply.shortcut}`}</span>
            )}
          </span>
          <span className="block truncate text-[13px] text-muted">{canned?.say(reply)}</span>
        </span>
      )}
    </CompletionList>
  );
}
