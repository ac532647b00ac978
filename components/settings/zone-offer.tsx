"use client";
import { Clock } from "lucide-react";
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
      className="flex shrink-0 flex-wrap items-center gap-x-4 gap-y-2 border-b border-line bg-sheet px-4 py-2.5 md:px-8"
    >
      <p className="flex min-w-60 flex-1 items-start gap-2.5">
        <Clock aria-hidden="true" size={18} className="mt-0.5 shrink-0 text-blue" />
        <span>
          <span className="font-medium">{t("text", { place })}</span>{" "}
          <span className="text-muted">
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
        </span>
      </p>
      <span className="flex flex-wrap gap-2">
        <Button disabled={isPending} onClick={accept}>
          {isPending ? t("working") : t("accept", { place })}
        </Button>
        <Button look="quiet" disabled={isPending} onClick={decline}>
          {t("keep", { place: placeOf(profile.timeZone) })}
        </Button>
      </span>
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
