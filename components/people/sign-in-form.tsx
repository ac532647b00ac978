"use client";
import { useActionState, useId } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { type SignInState, signIn } from "@/lib/people/actions";

const NOTHING_YET: SignInState = { error: null, email: "" };

export function SignInForm({ next, expired }: { next: string | undefined; expired: boolean }) {
  const t = useTranslations("signIn");
  const [state, action, pending] = useActionState(signIn, NOTHING_YET);
  const messageId = useId();
  const message = state.error ? t(`error.${state.error}`) : expired ? t("expired") : null;
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
      <Field
        label={t("email")}
        name="email"
        type="email"
        autoComplete="username"
        defaultValue={state.email}
      />
      <Field label={t("password")} name="password" type="password" autoComplete="current-password" />
      <Button type="submit" disabled={pending} className="mt-1 py-2.5">
        {pending ? t("submitting") : t("submit")}
      </Button>
    </form>
  );
}

function Field({ label, ...input }: { label: string } & React.InputHTMLAttributes<HTMLInputElement>) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <input
        id={id}
        required
        className="rounded-medium border border-line bg-sheet px-3 py-2.5 text-[16px] focus-visible:border-blue"
        {...input}
      />
    </div>
  );
}
