"use client";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import type { Outbox, OutboxEntry } from "@/lib/chat/outbox";

type Actions = {
  onRetry: (id: string) => void;
  onDiscard: (id: string) => void;
  /** Takes a refused text back into the composer. */
  onEdit: (content: string) => void;
};

/** What one has written and the server has not confirmed: never lost from sight, and honest about where it is. */
export function OutboxEntries({ outbox, ...actions }: { outbox: Outbox } & Actions) {
  const t = useTranslations("chat.outbox");
  if (outbox.length === 0) return null;
  return (
    <ol aria-label={t("label")} className="flex flex-col">
      {outbox.map((entry) => (
        <li
          key={entry.id}
          data-outbox={entry.state.kind}
          className="animate-arrive mt-1.5 rounded-medium px-2.5 py-1.5 pl-14.5"
        >
          <p dir="auto" className="wrap-anywhere whitespace-pre-wrap opacity-70">
            {entry.content}
          </p>
          <State entry={entry} {...actions} />
        </li>
      ))}
    </ol>
  );
}

function State({
  entry: { id, content, state },
  onRetry,
  onDiscard,
  onEdit,
}: { entry: OutboxEntry } & Actions) {
  const t = useTranslations("chat.outbox");
  switch (state.kind) {
    case "queued":
    case "sending":
      return <p className="text-[13px] text-muted">{t("sending")}</p>;
    case "waiting":
      return (
        <Waiting reason={state.reason === "too_fast" ? "too_fast" : "unavailable"} until={state.until} />
      );
    case "refused":
      return (
        <div role="alert" className="text-[13px] text-red">
          {t(`refused.${state.reason}`)}
          <span className="ml-2 inline-flex gap-3">
            <Button look="link" onClick={() => onRetry(id)}>
              {t("retry")}
            </Button>
            <Button
              look="link"
              onClick={() => {
                onEdit(content);
                onDiscard(id);
              }}
            >
              {t("edit")}
            </Button>
            <Button look="link" onClick={() => onDiscard(id)}>
              {t("discard")}
            </Button>
          </span>
        </div>
      );
  }
}

function Waiting({ reason, until }: { reason: "too_fast" | "unavailable"; until: number }) {
  const t = useTranslations("chat.outbox.waiting");
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <p className="text-[13px] text-amber">
      {t(reason, { seconds: Math.max(1, Math.ceil((until - now) / 1000)) })}
    </p>
  );
}
