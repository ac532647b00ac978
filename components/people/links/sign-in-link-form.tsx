"use client";
import { useActionState } from "react";
import { useTranslations } from "use-intl";
import { answering } from "@/components/people/answering";
import { Button } from "@/components/ui/button";
import { FormMessage } from "@/components/ui/form-message";
import { type FollowState, followSignInLink } from "@/lib/people/links/follow";
import { WayOn } from "./way-on";

const NOTHING_YET: FollowState = { error: null, seconds: 0 };
const follow = answering(followSignInLink, (): FollowState => ({ error: "unavailable", seconds: 0 }));

/** One button: programs open the links of mails too, and press none. */
export function SignInLinkForm({
  tokenHash,
  redirectTo,
}: {
  tokenHash: string;
  redirectTo: string | undefined;
}) {
  const t = useTranslations("mailedLink");
  const [{ error, seconds }, action, pending] = useActionState(follow, NOTHING_YET);
  const isOver = error === "expired" || error === "no_place";
  return (
    <form action={action} className="flex flex-col gap-4">
      {error ? (
        <FormMessage tone="error">{t(`error.${error}`, { seconds })}</FormMessage>
      ) : (
        <p className="text-muted">{t("follow.text")}</p>
      )}
      <input type="hidden" name="tokenHash" value={tokenHash} />
      {redirectTo && <input type="hidden" name="redirectTo" value={redirectTo} />}
      {!isOver && (
        <Button type="submit" disabled={pending} className="py-2.5">
          {pending ? t("follow.submitting") : t("follow.submit")}
        </Button>
      )}
      {isOver && (
        <WayOn again={error === "expired" ? { path: "/sign-in/link", text: t("follow.again") } : null} />
      )}
    </form>
  );
}
