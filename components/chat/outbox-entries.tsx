"use client";
import { Paperclip } from "lucide-react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { isEditable, type Outbox, type OutboxEntry } from "@/lib/chat/outbox";
import type { Mentionable, Message } from "@/lib/chat/schema";
import { AnsweredChoices, AnsweredMeanwhile, answeredOf } from "./answered-meanwhile";
import { useConversationPlace } from "./conversation-context";
import { MessageText } from "./message-text";
import { OutboxProgress } from "./outbox-progress";

type Actions = {
  /** @param seen the newest place that its writer has before them by now, when that was in its way */
  onRetry: (id: string, seen?: number) => void;
  onDiscard: (id: string) => void;
  /** Takes a refused text back into the composer. */
  onEdit: (id: string, seen?: number) => void;
};

type Parts = { messages: readonly Message[]; mentionables: readonly Mentionable[] } & Actions;

/** What one has written and the server has not confirmed: never lost from sight, and honest about where it is. */
export function OutboxEntries({ outbox, ...parts }: { outbox: Outbox } & Parts) {
  const t = useTranslations("chat.outbox");
  if (outbox.length === 0) return null;
  return (
    <ol aria-label={t("label")} className="flex flex-col">
      {outbox.map((entry, index) => (
        <li
          key={entry.id}
          data-outbox={entry.state.kind}
          className="animate-arrive mt-1.5 rounded-medium px-2.5 py-1.5 pl-14.5"
        >
          <Entry entry={entry} isBehind={isBehind(outbox, index)} {...parts} />
        </li>
      ))}
    </ol>
  );
}

function Entry({
  entry,
  isBehind,
  messages,
  mentionables,
  ...actions
}: { entry: OutboxEntry; isBehind: boolean } & Parts) {
  const t = useTranslations("chat.outbox");
  const { reader } = useConversationPlace();
  const { content, documents, kept, state } = entry;
  const isAnswered = state.kind === "refused" && state.reason === "answered";
  const answered = isAnswered ? answeredOf(entry, state.answer, messages, reader.id) : null;
  return (
    <>
      {isAnswered && answered && <AnsweredMeanwhile answers={answered.answers} answer={state.answer} />}
      {content && (
        <p dir="auto" className="wrap-anywhere whitespace-pre-wrap opacity-70">
          <MessageText text={content} mentions={mentionables} />
        </p>
      )}
      {documents?.map(({ id, name }) => (
        <p key={id} className="flex items-center gap-1.5 opacity-70">
          <Paperclip aria-hidden="true" size={15} className="shrink-0" />
          <bdi className="truncate">{name}</bdi>
        </p>
      ))}
      {answered && <AnsweredChoices entry={entry} seen={answered.seen} {...actions} />}
      {state.kind === "refused" && state.reason !== "answered" && (
        <Refused entry={entry} reason={state.reason} {...actions} />
      )}
      {state.kind !== "refused" && <OutboxProgress state={state} isBehind={isBehind} />}
      {kept === "tab" && <p className="text-[13px] text-amber">{t("onlyHere")}</p>}
    </>
  );
}

/** True when something that was written before has to go first. */
function isBehind(outbox: Outbox, index: number): boolean {
  return outbox.slice(0, index).some(({ state }) => state.kind !== "refused");
}

function Refused({
  entry,
  reason,
  onRetry,
  onDiscard,
  onEdit,
}: { entry: OutboxEntry; reason: "forbidden" | "not_found" | "conflict" | "invalid" } & Actions) {
  const t = useTranslations("chat.outbox");
  const { id } = entry;
  return (
    <div role="alert" className="text-[13px] text-red">
      {t(`refused.${reason}`)}
      {!isEditable(entry) && ` ${t("inDoubt")}`}
      <span className="ml-2 inline-flex gap-3">
        <Button look="link" onClick={() => onRetry(id)}>
          {t("retry")}
        </Button>
        {isEditable(entry) && (
          <Button look="link" onClick={() => onEdit(id)}>
            {t("edit")}
          </Button>
        )}
        <Button look="link" onClick={() => onDiscard(id)}>
          {t("discard")}
        </Button>
      </span>
    </div>
  );
}
