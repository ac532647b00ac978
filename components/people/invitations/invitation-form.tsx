"use client";
import { unstable_rethrow } from "next/navigation";
import { useActionState, useState, useSyncExternalStore, useTransition } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { PasswordField } from "@/components/ui/password-field";
import { TextField } from "@/components/ui/text-field";
import { type ArrivalState, arrive } from "@/lib/people/invitations/arrival";
import { NAME_MAX_LENGTH, PASSWORD_MIN_LENGTH } from "@/lib/people/invitations/limits";

const NOTHING_YET: ArrivalState = { error: null, fullName: "" };

/** A name, and a password for who has none here yet: then one is in. */
export function InvitationForm({
  token,
  email,
  isSignedIn,
}: {
  token: string;
  email: string;
  isSignedIn: boolean;
}) {
  const t = useTranslations("invitation");
  // A plain form before, and without, any script. With one, what was typed outlives a site that does not answer.
  const [posted, post] = useActionState(arrive, NOTHING_YET);
  const [answered, setAnswered] = useState<ArrivalState | null>(null);
  const [pending, start] = useTransition();
  const { error, fullName } = answered ?? posted;
  const send = async (form: FormData) => setAnswered(await answerOf(posted, form));
  const isOfField =
    error === "name" || error === "password_short" || error === "password_long" || error === "password_weak";
  return (
    <form
      action={post}
      onSubmit={(event) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        start(() => send(form));
      }}
      className="flex flex-col gap-4"
    >
      {error && !isOfField && (
        <p role="alert" className="rounded-medium border border-red px-3 py-2 text-red">
          {t(`error.${error}`)}
        </p>
      )}
      <input type="hidden" name="token" value={token} />
      <Surroundings />
      {/* Shown, and named so that a password manager keeps the two together. */}
      <TextField label={t("email")} type="email" autoComplete="username" readOnly value={email} />
      <TextField
        label={t("name")}
        hint={t("nameHint")}
        error={error === "name" ? t("error.name") : null}
        name="fullName"
        required
        maxLength={NAME_MAX_LENGTH}
        autoComplete="name"
        defaultValue={fullName}
      />
      {!isSignedIn && (
        <PasswordField
          label={t("password")}
          hint={t("passwordHint", { count: PASSWORD_MIN_LENGTH })}
          error={isOfField && error !== "name" ? t(`error.${error}`) : null}
          labels={{ show: t("showPassword"), hide: t("hidePassword") }}
          name="password"
          required
          minLength={PASSWORD_MIN_LENGTH}
          autoComplete="new-password"
        />
      )}
      <Button type="submit" disabled={pending} className="mt-1 py-2.5">
        {pending ? t("joining") : t("join")}
      </Button>
    </form>
  );
}

async function answerOf(previous: ArrivalState, form: FormData): Promise<ArrivalState> {
  try {
    return await arrive(previous, form);
  } catch (error) {
    // The way onward.
    unstable_rethrow(error);
    console.warn("The site did not answer", error);
    return { error: "unavailable", fullName: String(form.get("fullName")) };
  }
}

/** The browser's zone and language, once it is the browser that renders. */
function Surroundings() {
  const timeZone = useSyncExternalStore(
    never,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    nothing,
  );
  const locale = useSyncExternalStore(never, () => navigator.language, nothing);
  return (
    <>
      <input type="hidden" name="timeZone" value={timeZone} />
      <input type="hidden" name="locale" value={locale} />
    </>
  );
}

const never = () => () => undefined;
const nothing = () => "";
