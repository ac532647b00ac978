"use client";
import { useActionState } from "react";
import { useTranslations } from "use-intl";
import { answering } from "@/components/people/answering";
import { Button } from "@/components/ui/button";
import { FormMessage } from "@/components/ui/form-message";
import { PasswordField } from "@/components/ui/password-field";
import { PASSWORD_MIN_LENGTH } from "@/lib/people/invitations/limits";
import { type ChangeState, changePassword } from "@/lib/people/password/actions";

const NOTHING_YET: ChangeState = { error: null, seconds: 0, changed: 0 };
const change = answering(
  changePassword,
  (previous): ChangeState => ({ ...previous, error: "unavailable", seconds: 0 }),
);

/** A new password for who knows the present one. */
export function PasswordForm({ email }: { email: string }) {
  const t = useTranslations("settings.password");
  const [{ error, seconds, changed }, action, pending] = useActionState(change, NOTHING_YET);
  const isChanged = !error && !pending && changed > 0;
  const labels = { show: t("show"), hide: t("hide") };
  const ofNew =
    error === "password_short" ||
    error === "password_long" ||
    error === "password_weak" ||
    error === "password_same"
      ? error
      : null;
  return (
    <form action={action} className="flex flex-col gap-4">
      {error && error !== "current" && !ofNew && (
        <FormMessage tone="error">{t(`error.${error}`, { seconds })}</FormMessage>
      )}
      {isChanged && <FormMessage tone="done">{t("changed")}</FormMessage>}
      {/* Not shown, and named so that a password manager knows whose password changes. */}
      <input type="email" autoComplete="username" readOnly value={email} aria-label={t("email")} hidden />
      <PasswordField
        label={t("current")}
        error={error === "current" ? t("error.current") : null}
        labels={labels}
        name="current"
        required
        autoComplete="current-password"
      />
      <PasswordField
        label={t("new")}
        hint={t("newHint", { count: PASSWORD_MIN_LENGTH })}
        error={ofNew ? t(`error.${ofNew}`) : null}
        labels={labels}
        name="password"
        required
        minLength={PASSWORD_MIN_LENGTH}
        autoComplete="new-password"
      />
      {!isChanged && <p className="text-[13px] text-muted">{t("consequence")}</p>}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button type="submit" disabled={pending}>
          {pending ? t("saving") : t("save")}
        </Button>
        <a href="/reset-password" className="font-medium text-blue hover:underline">
          {t("forgotten")}
        </a>
      </div>
    </form>
  );
}
