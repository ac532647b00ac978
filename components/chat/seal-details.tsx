"use client";
import type { ReactNode } from "react";
import { useFormatter, useTranslations } from "use-intl";
import type { ConversationState } from "@/lib/chat/conversation/state";
import { POLL_MS } from "@/lib/realtime/rungs/polling";
import { countsOf, waitingIn } from "./seal-sentence";

/** All that is known of how complete and how current the conversation is, to the second. */
export function SealDetails({ state }: { state: ConversationState }) {
  const t = useTranslations("chat.seal.details");
  const time = useClock();
  const { completeTo: seq, confirmedAt, liveSince } = state;
  const waiting = waitingIn(state);
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-2">
      <Line term={t("complete")}>
        {seq > 0 ? t("completeTo", { seq }) : t("nothingYet")}
        {confirmedAt && <Aside>{t("confirmed", { time: time(confirmedAt) })}</Aside>}
      </Line>
      <Line term={t("connection")}>
        <Connection state={state} />
        {liveSince && <Aside>{t("since", { time: time(liveSince) })}</Aside>}
      </Line>
      <Line term={t("gap")}>
        <LastGap state={state} />
      </Line>
      {waiting > 0 && <Line term={t("waiting")}>{t("waitingCount", { waiting })}</Line>}
    </dl>
  );
}

function Connection({ state: { liveness, rung } }: { state: ConversationState }) {
  const t = useTranslations("chat.seal.details.connectionIs");
  if (liveness === "live" && rung === "sse") return t("fallback");
  return t(liveness, { seconds: POLL_MS / 1000 });
}

function LastGap({ state: { gap } }: { state: ConversationState }) {
  const t = useTranslations("chat.seal.details");
  const time = useClock();
  if (!gap) return t("noGap");
  const { foundAt, closedAt, missed } = gap;
  return (
    <>
      {missed > 0 ? t("missed", { ...countsOf(gap) }) : t("missing")}
      <Aside>{t("found", { time: time(foundAt) })}</Aside>
      <Aside>{closedAt === null ? t("beingFetched") : t("fetched", { time: time(closedAt) })}</Aside>
    </>
  );
}

function Line({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{term}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Aside({ children }: { children: ReactNode }) {
  return <span className="block text-muted">{children}</span>;
}

/** A moment as a clock with seconds shows it. */
function useClock() {
  const format = useFormatter();
  return (at: number) =>
    format.dateTime(new Date(at), {
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
      hourCycle: "h23",
    });
}
