"use client";
import { useActionState } from "react";
import { useTranslations } from "use-intl";
import { answering } from "@/components/people/answering";
import { Button } from "@/components/ui/button";
import { FormMessage } from "@/components/ui/form-message";
import { PasswordField } from "@/components/ui/password-field";
import { PASSWORD_MIN_LENGTH } from "@/lib/people/invitations/limits";
import { type ResetState, resetPassword } from "@/lib/people/links/follow";
import { WayOn } from "./way-on";

const NOTHING_YET: ResetState = { error: null, seconds: 0, isDone: false };
const reset = answering(
  resetPassword,
  (): ResetState => ({ error: "unavailable", seconds: 0, isDone: false }),
);

/** A new password for who has followed a link. */
export function ResetForm({ tokenHash }: { tokenHash: string }) {
  const t = useTranslations("mailedLink");
  const [{ error, seconds, isDone }, action, pending] = useActionState(reset, NOTHING_YET);
  if (isDone)
    return (
      <div className="flex flex-col gap-4">
        <FormMessage tone="done">{t("reset.done")}</FormMessage>
        {/* A whole new page: the middleware leads to where a day begins. */}
        <a href="/" className="rounded-medium bg-blue px-4 py-2.5 text-center font-semibold text-on-blue">
          {t("reset.goOn")}
        </a>
      </div>
    );
  const isOver = error === "expired" || error === "no_place";
  const ofField =
    error === "password_short" ||
    error === "password_long" ||
    error === "password_weak" ||
    error === "password_same"
      ? error
      : null;
  return (
    <form action={action} className="flex flex-col gap-4">
      {error && !ofField && <FormMessage tone="error">{t(`error.${error}`, { seconds })}</FormMessage>}
      <input type="hidden" name="tokenHash" value={tokenHash} />
      {!isOver && (
        <>
          <PasswordField
            label={t("reset.password")}
            hint={t("reset.passwordHint", { count: PASSWORD_MIN_LENGTH })}
            error={ofField ? t(`error.${ofField}`) : null}
            labels={{ show: t("reset.show"), hide: t("reset.hide") }}
            name="password"
            required
            minLength={PASSWORD_MIN_LENGTH}
            autoComplete="new-password"
          />
          <Button type="submit" disabled={pending} className="mt-1 py-2.5">
            {pending ? t("reset.submitting") : t("reset.submit")}
          </Button>
        </>
      )}
      {isOver && (
        <WayOn again={error === "expired" ? { path: "/reset-password", text: t("reset.again") } : null} />
      )}
    </form>
  );
}
