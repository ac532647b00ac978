"use client";
import { useTransition } from "react";
import { toast } from "sonner";
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
      try {
        await signOut();
      } catch (error) {
        // No network, or a site that was deployed anew meanwhile: still signed in, and that must be said.
        console.warn("Signing out failed", error);
        toast.error(t("signOutFailed"));
        return;
      }
      live.close();
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
