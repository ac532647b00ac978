"use client";
import { BellRing } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { useLive } from "@/components/live/live-provider";
import { Button } from "@/components/ui/button";
import { useDeviceState } from "./device-provider";
import { useInbox } from "./use-inbox";
import { useTurnOn } from "./use-turn-on";

/**
 * Offers notifications beside the pages to who has got a first one here, knows what they would be, and has decided
 * neither way; once for each browser.
 */
export function PushOffer({ className }: { className: string }) {
  const t = useTranslations("push");
  const { personId } = useLive().site;
  const state = useDeviceState();
  const inbox = useInbox();
  const { turnOn, isPending, problem } = useTurnOn();
  const [isDeclined, setDeclined] = useState(() => wasDeclined(personId));
  if (state.kind !== "off" || isDeclined || !inbox || inbox.notifications.length === 0) return null;

  const decline = () => {
    keepDeclined(personId);
    setDeclined(true);
  };
  return (
    <section aria-label={t("offer.title")} className={`border-line bg-blue-soft px-4 py-3 ${className}`}>
      <p className="flex items-start gap-2.5">
        <BellRing aria-hidden="true" size={18} className="mt-0.5 shrink-0 text-blue" />
        <span className="text-pretty">
          <span className="font-medium">{t("offer.title")}</span>{" "}
          <span className="text-muted">{t("offer.text")}</span>
          {problem && (
            <span role="alert" className="block text-red">
              {t(`problem.${problem}`)}
            </span>
          )}
        </span>
      </p>
      <p className="mt-2.5 flex flex-wrap gap-2 pl-7">
        <Button disabled={isPending} onClick={turnOn}>
          {t(isPending ? "turningOn" : "turnOn")}
        </Button>
        <Button look="quiet" disabled={isPending} onClick={decline}>
          {t("offer.decline")}
        </Button>
      </p>
    </section>
  );
}

const keyOf = (personId: string) => `rinkside-push-declined ${personId}`;

function wasDeclined(personId: string): boolean {
  try {
    return localStorage.getItem(keyOf(personId)) !== null;
  } catch {
    // A browser that keeps nothing could keep no choice for them either.
    return true;
  }
}

function keepDeclined(personId: string) {
  try {
    localStorage.setItem(keyOf(personId), "yes");
  } catch (error) {
    console.warn("The choice cannot be kept on this device", error);
  }
}
