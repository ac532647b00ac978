"use client";
import type { Route } from "next";
import Link from "next/link";
import { useActionState, useId } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { type SignInState, signIn } from "@/lib/people/actions";
import { answering } from "./answering";

const NOTHING_YET: SignInState = { error: null, seconds: 0, email: "" };

const enter = answering(
  signIn,
  (_previous, form): SignInState => ({
    error: "unavailable",
    seconds: 0,
    email: String(form.get("email") ?? ""),
  }),
);

export function SignInForm({ next, expired }: { next: string | undefined; expired: boolean }) {
  const t = useTranslations("signIn");
  const [state, action, pending] = useActionState(enter, NOTHING_YET);
  const messageId = useId();
  const message = state.error
    ? t(`error.${state.error}`, { seconds: state.seconds })
    : expired
      ? t("expired")
      : null;
  const byLink = (next ? `/sign-in/link?${new URLSearchParams({ next })}` : "/sign-in/link") as Route;
  return (
    <form action={action} className="flex flex-col gap-4" aria-describedby={message ? messageId : undefined}>
      {message && (
        <p
          id={messageId}
          role="alert"
          className={`rounded-medium px-3 py-2 ${state.error ? "border border-red text-red" : "bg-blue-soft"}`}
        >
          {message}
        </p>
      )}
      {next && <input type="hidden" name="next" value={next} />}
      <TextField
        label={t("email")}
        name="email"
        type="email"
        required
        autoComplete="username"
        defaultValue={state.email}
      />
      <TextField
        label={t("password")}
        name="password"
        type="password"
        required
        autoComplete="current-password"
      />
      <Button type="submit" disabled={pending} className="mt-1 py-2.5">
        {pending ? t("submitting") : t("submit")}
      </Button>
      <p className="flex flex-wrap justify-between gap-x-4 gap-y-2">
        <Link href="/reset-password" className="font-medium text-blue hover:underline">
          {t("forgotten")}
        </Link>
        <Link href={byLink} className="font-medium text-blue hover:underline">
          {t("byLink")}
        </Link>
      </p>
    </form>
  );
}
