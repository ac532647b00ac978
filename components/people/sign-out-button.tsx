"use client";
import { useState, useTransition } from "react";
import { toast } from "sonner";
import { useTranslations } from "use-intl";
import { useLive } from "@/components/live/live-provider";
import { tellSignedOut } from "@/components/live/signed-out";
import { useDevice } from "@/components/notifications/device-provider";
import type { Unsent } from "@/lib/chat/writing";
import type { Person } from "@/lib/people/schema";
import { UnsentDialog } from "./unsent-dialog";

/** How long the site is given to answer. */
const ANSWER_WITHIN_MS = 10_000;
/** And the browser, to forget what it was told. */
const FORGET_WITHIN_MS = 3_000;

/** Ends the session, here and in the browser's other tabs; it asks first while something is not sent. */
export function SignOutButton({ role, className }: { role: Person["role"]; className?: string }) {
  const t = useTranslations("navigation");
  const live = useLive();
  const device = useDevice();
  const [pending, start] = useTransition();
  const [unsent, setUnsent] = useState<Unsent | null>(null);

  const leave = async () => {
    setUnsent(null);
    // Before anything else: what was chosen to be discarded must not be sent while the site is asked. And a shared
    // computer must not keep what one person has written for the next.
    await live.writing.clear();
    try {
      await endSession();
    } catch (error) {
      // No network, or a site that was deployed anew meanwhile: still signed in, and that must be said.
      console.warn("Signing out failed", error);
      toast.error(t("signOutFailed"));
      return;
    }
    // The session took the subscription with it on the site; here it goes too, and what is shown of it.
    await Promise.race([
      device.forget().catch((error: unknown) => console.warn("Notifications", error)),
      new Promise((resolve) => setTimeout(resolve, FORGET_WITHIN_MS)),
    ]);
    live.close();
    tellSignedOut();
    // Not a soft navigation: what this tab has read must not come back with the Back button.
    window.location.replace("/sign-in");
  };

  const ask = async () => {
    const left = await live.writing.unsent();
    if (left.entries.length + left.drafts.length > 0) setUnsent(left);
    else await leave();
  };

  return (
    <>
      <button type="button" className={className} disabled={pending} onClick={() => start(ask)}>
        {t("signOut")}
      </button>
      {unsent && (
        <UnsentDialog
          unsent={unsent}
          role={role}
          onStay={() => setUnsent(null)}
          onDiscard={() => start(leave)}
        />
      )}
    </>
  );
}

/** @throws when the site does not answer in time, or could not do it */
async function endSession() {
  const response = await fetch("/api/session/sign-out", {
    method: "POST",
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  });
  if (!response.ok) throw new Error(`/api/session/sign-out answered ${response.status}`);
}
