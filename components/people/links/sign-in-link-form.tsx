"use client";
import Link from "next/link";
import { useActionState } from "react";
import { useTranslations } from "use-intl";
import { answering } from "@/components/people/answering";
import { Button } from "@/components/ui/button";
import { FormMessage } from "@/components/ui/form-message";
import { type FollowState, followSignInLink } from "@/lib/people/links/follow";

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
      {error === "expired" && (
        // A whole new page: the token in this one's address is worth nothing any more.
        <a
          href="/sign-in/link"
          className="rounded-medium bg-blue px-4 py-2.5 text-center font-semibold text-on-blue"
        >
          {t("follow.again")}
        </a>
      )}
      {isOver && (
        <Link href="/sign-in" className="text-center font-medium text-blue hover:underline">
          {t("toSignIn")}
        </Link>
      )}
    </form>
  );
}
