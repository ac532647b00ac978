"use client";
import { useActionState, useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { answering } from "@/components/people/answering";
import { Button } from "@/components/ui/button";
import { FormMessage } from "@/components/ui/form-message";
import { TextField } from "@/components/ui/text-field";
import { type AskState, askForRecovery, askForSignInLink } from "@/lib/people/links/ask";

const NOTHING_YET: AskState = { error: null, seconds: 0, email: "", sent: 0 };

const unanswered = (previous: AskState, form: FormData): AskState => ({
  ...previous,
  error: "unavailable",
  email: String(form.get("email") ?? ""),
});

const ACTIONS = {
  recovery: answering(askForRecovery, unanswered),
  signIn: answering(askForSignInLink, unanswered),
};

/** How long Auth waits between two mails to one address. Everybody waits, also whose address nobody knows. */
const PAUSE_S = 60;

/** Asks for an address, and then says the same of each: if it has an account, there is a mail. */
export function AskForm({ kind, next }: { kind: keyof typeof ACTIONS; next?: string | undefined }) {
  const t = useTranslations("mailedLink");
  const [state, action, pending] = useActionState(ACTIONS[kind], NOTHING_YET);
  const { error, email, seconds, sent } = state;
  const left = usePause(sent);
  return (
    <form action={action} className="flex flex-col gap-4">
      {error && error !== "email" && (
        <FormMessage tone="error">{t(`error.${error}`, { seconds })}</FormMessage>
      )}
      {!error && sent > 0 && <FormMessage tone="done">{t(`sent.${kind}`, { email })}</FormMessage>}
      {next && <input type="hidden" name="next" value={next} />}
      <TextField
        key={email}
        label={t("email")}
        error={error === "email" ? t("error.email") : null}
        name="email"
        type="email"
        required
        autoComplete="username"
        defaultValue={email}
      />
      <Button type="submit" disabled={pending || left > 0} className="mt-1 py-2.5">
        {pending ? t("sending") : left > 0 ? t("again", { seconds: left }) : t(sent > 0 ? "resend" : "send")}
      </Button>
    </form>
  );
}

/** Seconds until the next mail may be asked for: they run anew with every one that was. */
function usePause(sent: number): number {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (sent === 0) return;
    const end = performance.now() + PAUSE_S * 1000;
    const count = () => setLeft(Math.max(0, Math.ceil((end - performance.now()) / 1000)));
    count();
    const timer = setInterval(count, 1000);
    return () => clearInterval(timer);
  }, [sent]);
  return left;
}
