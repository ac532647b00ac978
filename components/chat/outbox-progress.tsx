"use client";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import type { OutboxEntry } from "@/lib/chat/outbox";

/** After this the first door has been given up, and the second is being tried (ANSWER_MS of the outbox). */
const LONG_MS = 10_000;

type State = Exclude<OutboxEntry["state"], { kind: "refused" }>;

/** Where an entry is that goes on by itself, and what it waits for. */
export function OutboxProgress({ state, isBehind }: { state: State; isBehind: boolean }) {
  const t = useTranslations("chat.outbox");
  switch (state.kind) {
    case "queued":
      return <p className="text-[13px] text-muted">{t(isBehind ? "behind" : "sending")}</p>;
    case "sending":
      return <Sending since={state.since} />;
    case "waiting":
      return <Waiting reason={state.reason} until={state.until} />;
  }
}

function Sending({ since }: { since: number }) {
  const t = useTranslations("chat.outbox");
  const isLong = useNow() - since >= LONG_MS;
  return (
    <p data-long={isLong} className={`text-[13px] ${isLong ? "text-amber" : "text-muted"}`}>
      {t(isLong ? "long" : "sending")}
    </p>
  );
}

function Waiting({
  reason,
  until,
}: {
  reason: "too_fast" | "offline" | "unavailable" | "signed_out";
  until: number;
}) {
  const t = useTranslations("chat.outbox.waiting");
  const seconds = Math.max(1, Math.ceil((until - useNow()) / 1000));
  return <p className="text-[13px] text-amber">{t(reason, { seconds })}</p>;
}

/** The time, in milliseconds since 1970, anew every second. */
function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
