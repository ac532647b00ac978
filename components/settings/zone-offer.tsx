"use client";
import { useState, useSyncExternalStore, useTransition } from "react";
import { toast } from "sonner";
import { useFormatter, useTranslations } from "use-intl";
import { answerOf } from "@/components/people/answer";
import { Button } from "@/components/ui/button";
import { useClock } from "@/components/ui/use-clock";
import { timeZoneNamed } from "@/lib/i18n/time-zone";
import { saveProfile } from "@/lib/people/profile/actions";
import type { Profile } from "@/lib/people/profile/schema";
import { placeOf } from "@/lib/people/profile/time-zones";

/** Whoever has travelled is offered the clock of where they are, once for each place. */
export function ZoneOffer({ personId, profile }: { personId: string; profile: Profile }) {
  const t = useTranslations("zoneOffer");
  const format = useFormatter();
  const now = useClock();
  const [isPending, start] = useTransition();
  const [isFailed, setFailed] = useState(false);
  const [declined, setDeclined] = useState<string | null>(null);
  const device = useSyncExternalStore(subscribe, deviceZone, () => null);
  const timeIn = (timeZone: string) => format.dateTime(now, "full", { timeZone });

  if (device === null || device === declined) return null;
  // Two zones whose clocks agree show the same times.
  if (timeIn(device) === timeIn(profile.timeZone) || wasDeclined(personId, device)) return null;

  const place = placeOf(device);
  const accept = () =>
    start(async () => {
      setFailed(false);
      const form = new FormData();
      for (const [name, value] of Object.entries({ ...profile, timeZone: device })) form.set(name, value);
      const state = await answerOf(saveProfile({ error: null, profile, saved: 0 }, form));
      if ("saved" in state && !state.error) toast.success(t("done", { place }));
      else setFailed(true);
    });
  const decline = () => {
    decideAgainst(personId, device);
    setDeclined(device);
  };
  const clock = (timeZone: string) => format.dateTime(now, "time", { timeZone });
  return (
    <section
      aria-label={t("label")}
      className="flex shrink-0 items-center gap-2 border-b border-line bg-sheet py-1 pr-2 pl-4 md:px-8"
    >
      <p className="min-w-0 flex-1 leading-5 md:flex md:flex-wrap md:items-baseline md:gap-x-2.5">
        <span className="block wrap-anywhere font-medium">{t("text", { place })}</span>
        <span className="block wrap-anywhere text-[13px] text-muted">
          {t("clock", {
            time: clock(device),
            profileTime: clock(profile.timeZone),
            profilePlace: placeOf(profile.timeZone),
          })}
        </span>
        {isFailed && (
          <span role="alert" className="block text-red">
            {t("failed")}
          </span>
        )}
      </p>
      <Button
        disabled={isPending}
        aria-label={isPending ? undefined : t("acceptName", { place })}
        onClick={accept}
        className="min-h-12"
      >
        {isPending ? t("working") : t("accept")}
      </Button>
      <Button
        look="quiet"
        disabled={isPending}
        aria-label={t("keepName", { place: placeOf(profile.timeZone) })}
        onClick={decline}
        className="min-h-12"
      >
        {t("keep")}
      </Button>
    </section>
  );
}

function deviceZone(): string | null {
  return timeZoneNamed(Intl.DateTimeFormat().resolvedOptions().timeZone);
}

/** A device that has landed learns its zone while nobody looks. */
function subscribe(listener: () => void): () => void {
  document.addEventListener("visibilitychange", listener);
  return () => document.removeEventListener("visibilitychange", listener);
}

const keyOf = (personId: string) => `rinkside-zone-declined ${personId}`;

function wasDeclined(personId: string, zone: string): boolean {
  try {
    return localStorage.getItem(keyOf(personId)) === zone;
  } catch {
    // A browser that keeps nothing asks again on the next page.
    return false;
  }
}

function decideAgainst(personId: string, zone: string) {
  try {
    localStorage.setItem(keyOf(personId), zone);
  } catch (error) {
    console.warn("The choice cannot be kept on this device", error);
  }
}
