"use client";
import { NotebookPen } from "lucide-react";
import { useState } from "react";
import { useFormatter, useNow, useTimeZone, useTranslations } from "use-intl";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { daysAgo } from "@/lib/i18n/day";
import type { Note } from "@/lib/notes/schema";
import { useConversationPlace } from "../conversation-context";
import { MessageText } from "../message-text";
import { NoteDialog } from "./note-dialog";

/** What an organiser noted, between the messages and in a colour that no message has. */
export function NoteCard({ note }: { note: Note }) {
  const t = useTranslations("notes");
  const format = useFormatter();
  const { reader } = useConversationPlace();
  const [isEditing, setEditing] = useState(false);
  const { author_name: name, content, created_at, edited_at } = note;
  const time = useTime();
  return (
    <div
      role="note"
      aria-label={t("by", { name })}
      data-note={note.id}
      className="mt-1.5 flex gap-3 rounded-medium border border-dashed border-plum bg-plum-soft px-2.5 pt-2 pb-1.5"
    >
      <Avatar name={name} />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 text-[13px]">
          <span className="text-[15px] font-semibold">{name}</span>
          <time dateTime={created_at} title={format.dateTime(new Date(created_at), "full")}>
            {time(created_at)}
          </time>
          <span className="flex items-center gap-1 font-semibold text-plum">
            <NotebookPen aria-hidden="true" size={14} />
            {t("badge")}
          </span>
        </p>
        <p dir="auto" className="wrap-anywhere whitespace-pre-wrap">
          <bdi>
            <MessageText text={content} mentions={[]} />
          </bdi>
          {edited_at && (
            <time
              dateTime={edited_at}
              title={format.dateTime(new Date(edited_at), "full")}
              className="text-[13px]"
            >
              {` · ${t("edited", { time: time(edited_at) })}`}
            </time>
          )}
        </p>
      </div>
      {note.author_id === reader.id && (
        <Button look="link" className="-my-2 min-h-12 self-start px-2" onClick={() => setEditing(true)}>
          {t("edit")}
        </Button>
      )}
      {isEditing && <NoteDialog note={note} onClose={() => setEditing(false)} />}
    </div>
  );
}

/** Today the time, before that with its day. */
function useTime() {
  const format = useFormatter();
  const timeZone = useTimeZone() ?? "UTC";
  const now = useNow();
  return (at: string) => {
    const instant = new Date(at);
    const time = format.dateTime(instant, "time");
    return daysAgo(instant, now, timeZone) <= 0 ? time : `${format.dateTime(instant, "date")} ${time}`;
  };
}
