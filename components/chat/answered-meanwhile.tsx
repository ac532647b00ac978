"use client";
import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { isEditable, type OutboxEntry } from "@/lib/chat/outbox";
import { answersSince } from "@/lib/chat/outbox/answers";
import type { Answer, Message } from "@/lib/chat/schema";
import { useConversationPlace } from "./conversation-context";

/** What another organiser answered before one's own went out. Whoever sends it all the same has seen this. */
export function AnsweredMeanwhile({ answers, answer }: { answers: readonly Message[]; answer: Answer }) {
  const t = useTranslations("current");
  const { code } = useConversationPlace();
  const newest = answers.at(-1);
  const { seq, name } = newest ? { seq: newest.seq, name: newest.sender_name } : answer;
  return (
    <div role="alert" className="mb-1.5 rounded-medium bg-amber-soft px-3 py-2">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="font-semibold">{t("answered", { name })}</span>
        <Link href={`/chat/${code}/${seq}` as Route} className="text-[13px] text-blue hover:underline">
          {t("place", { seq })}
        </Link>
      </p>
      {newest && <Excerpt message={newest} />}
      {answers.length > 1 && (
        <p className="text-[13px] text-muted">{t("earlier", { count: answers.length - 1 })}</p>
      )}
    </div>
  );
}

/** An answer as far as it takes to know whether one's own is still needed. */
export function Excerpt({ message }: { message: Message }) {
  const t = useTranslations("current");
  const { content, documents } = message;
  return (
    <blockquote dir="auto" className="wrap-anywhere line-clamp-4 whitespace-pre-wrap">
      {content || t("documents", { count: documents.length })}
    </blockquote>
  );
}

/** What its writer does now with what was not sent. */
export function AnsweredChoices({
  entry,
  seen,
  onRetry,
  onEdit,
  onDiscard,
}: {
  entry: OutboxEntry;
  /** The newest place that they have before them. */
  seen: number;
  onRetry: (id: string, seen: number) => void;
  onEdit: (id: string, seen: number) => void;
  onDiscard: (id: string) => void;
}) {
  const t = useTranslations("current");
  const { id } = entry;
  const look = { look: "quiet", className: "min-h-12 !py-1.5 text-[14px] md:min-h-9" } as const;
  return (
    <div className="mt-1 flex flex-wrap items-center gap-2">
      <p className="text-[13px] text-amber">{t("notSent")}</p>
      <Button {...look} onClick={() => onRetry(id, seen)}>
        {t("sendAnyway")}
      </Button>
      {isEditable(entry) && (
        <Button {...look} onClick={() => onEdit(id, seen)}>
          {t("edit")}
        </Button>
      )}
      <Button {...look} onClick={() => onDiscard(id)}>
        {t("discard")}
      </Button>
    </div>
  );
}

/** What to show above an entry that was refused for an answer, and up to where its writer has seen it then. */
export function answeredOf(
  { writtenAfter }: OutboxEntry,
  answer: Answer,
  messages: readonly Message[],
  readerId: string,
): { answers: Message[]; seen: number } {
  const answers = answersSince(messages, writtenAfter ?? answer.seq - 1, readerId);
  return { answers, seen: Math.max(answer.seq, answers.at(-1)?.seq ?? 0) };
}
