"use client";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import type { Reply } from "@/lib/replies/schema";
import { ReplyDialog } from "./reply-dialog";

/** A canned reply as it is kept, its variables with it. */
export function ReplyCard({ reply }: { reply: Reply }) {
  const t = useTranslations("replies");
  const [isEditing, setEditing] = useState(false);
  const { title, shortcut, content } = reply;
  return (
    <li className="flex flex-col rounded-large border border-line bg-sheet px-4 py-2 shadow-sheet">
      <div className="flex items-center gap-3">
        <h2 className="min-w-0 flex-1 text-[17px] font-semibold wrap-anywhere">{title}</h2>
        {shortcut !== "" && <code className="shrink-0 text-[13px] text-muted">{`/${shortcut}`}</code>}
        <Button
          look="link"
          className="min-h-12 shrink-0 px-2"
          aria-label={t("editOf", { title })}
          onClick={() => setEditing(true)}
        >
          {t("edit")}
        </Button>
      </div>
      <p dir="auto" className="pb-2 wrap-anywhere whitespace-pre-wrap">
        {content}
      </p>
      {isEditing && <ReplyDialog reply={reply} onClose={() => setEditing(false)} />}
    </li>
  );
}
