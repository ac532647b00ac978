"use client";
import { useTransition } from "react";
import { useTranslations } from "use-intl";
import { useLive } from "@/components/live/live-provider";
import { tellSignedOut } from "@/components/live/signed-out";
import { signOut } from "@/lib/people/actions";

/** Ends the session, here and in the browser's other tabs. */
export function SignOutButton({ className }: { className?: string }) {
  const t = useTranslations("navigation");
  const live = useLive();
  const [pending, start] = useTransition();
  const leave = () =>
    start(async () => {
      live.close();
      await signOut();
      tellSignedOut();
      // Not a soft navigation: what this tab has read must not come back with the Back button.
      window.location.replace("/sign-in");
    });
  return (
    <button type="button" className={className} disabled={pending} onClick={leave}>
      {t("signOut")}
    </button>
  );
}
