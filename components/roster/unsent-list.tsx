"use client";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { answerOf } from "@/components/people/answer";
import { Button } from "@/components/ui/button";
import { resendInvitation } from "@/lib/people/invitations/actions";
import type { RefusalCode } from "@/lib/people/refusal";

type State = "unsent" | "sending" | "sent" | RefusalCode;

/** Invitations whose mail could not be sent. They stand, and can be sent again, one or all. */
export function UnsentList({ unsent }: { unsent: { invitation: string; email: string }[] }) {
  const t = useTranslations("roster.done");
  const refusals = useTranslations("people.refused");
  const [states, setStates] = useState<Record<string, State>>({});
  const isBusy = Object.values(states).includes("sending");
  const waiting = unsent.filter(({ invitation }) => states[invitation] !== "sent");

  const send = async (invitation: string) => {
    const set = (state: State) => setStates((now) => ({ ...now, [invitation]: state }));
    set("sending");
    const answer = await answerOf(resendInvitation(invitation));
    set(answer.ok ? (answer.isMailed ? "sent" : "unavailable") : answer.code);
  };
  const sendAll = async () => {
    for (const { invitation } of waiting) await send(invitation);
  };

  return (
    <div className="flex flex-col gap-2">
      <p role="alert" className="text-red">
        {t("failed", { count: unsent.length })}
      </p>
      <ul className="divide-y divide-line rounded-medium border border-line">
        {unsent.map(({ invitation, email }) => {
          const state = states[invitation] ?? "unsent";
          return (
            <li
              key={invitation}
              className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-3 py-2"
            >
              <span className="wrap-anywhere font-medium">{email}</span>
              {state !== "unsent" && state !== "sending" && (
                <span role="status" className={state === "sent" ? "text-muted" : "text-red"}>
                  {state === "sent" ? t("isSent") : refusals(state)}
                </span>
              )}
              {state !== "sent" && (
                <Button
                  look="link"
                  disabled={isBusy}
                  aria-label={t("againTo", { email })}
                  onClick={() => void send(invitation)}
                >
                  {t(state === "sending" ? "sending" : "again")}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {waiting.length > 1 && (
        <Button look="quiet" disabled={isBusy} className="self-start" onClick={() => void sendAll()}>
          {t("againAll")}
        </Button>
      )}
    </div>
  );
}
