"use client";
import { useActionState, useId, useState } from "react";
import { useTranslations } from "use-intl";
import { answering } from "@/components/people/answering";
import { Button } from "@/components/ui/button";
import { FormMessage } from "@/components/ui/form-message";
import { TextField } from "@/components/ui/text-field";
import { type QuietHoursState, saveQuietHours } from "@/lib/notifications/settings/actions";
import { type QuietHours, USUAL_QUIET_HOURS } from "@/lib/notifications/settings/schema";
import { placeOf } from "@/lib/people/profile/time-zones";

const save = answering(
  saveQuietHours,
  (previous, form): QuietHoursState => ({
    ...previous,
    error: "unavailable",
    isQuiet: form.get("quiet") === "on",
    hours: {
      from: String(form.get("from") ?? previous.hours.from),
      until: String(form.get("until") ?? previous.hours.until),
    },
  }),
);

/** When nothing is told but what is due before the hours end. */
export function QuietHoursForm({
  quietHours,
  timeZone,
}: {
  quietHours: QuietHours | null;
  timeZone: string;
}) {
  const t = useTranslations("settings.quiet");
  const general = useTranslations("settings.notifications");
  const nothingYet: QuietHoursState = {
    error: null,
    isQuiet: quietHours !== null,
    hours: quietHours ?? USUAL_QUIET_HOURS,
    saved: 0,
  };
  const [{ error, isQuiet, hours, saved }, action, pending] = useActionState(save, nothingYet);
  const ofTimes = error === "times" || error === "same" ? error : null;
  return (
    <form action={action} className="flex flex-col gap-4">
      {error && error !== "times" && error !== "same" && (
        <FormMessage tone="error">{general(`error.${error}`)}</FormMessage>
      )}
      <Hours
        // What the form resets falls back to what it began with: so it begins anew.
        key={`${isQuiet} ${hours.from} ${hours.until}`}
        isQuiet={isQuiet}
        hours={hours}
        zone={placeOf(timeZone)}
        error={ofTimes && t(`error.${ofTimes}`)}
      />
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" disabled={pending}>
          {pending ? general("saving") : t("save")}
        </Button>
        <p role="status" className="text-muted">
          {!pending && !error && saved > 0 && general("saved")}
        </p>
      </div>
    </form>
  );
}

function Hours({
  isQuiet,
  hours,
  zone,
  error,
}: {
  isQuiet: boolean;
  hours: QuietHours;
  zone: string;
  error: string | null;
}) {
  const t = useTranslations("settings.quiet");
  const [isOn, setOn] = useState(isQuiet);
  const id = useId();
  return (
    <>
      <label className="flex cursor-pointer items-center gap-3 self-start py-1.5 font-medium">
        <input
          type="checkbox"
          name="quiet"
          checked={isOn}
          aria-controls={id}
          onChange={(event) => setOn(event.target.checked)}
          className="size-4.5 shrink-0 accent-blue"
        />
        {t("on")}
      </label>
      <div id={id} hidden={!isOn} className="flex flex-col gap-1">
        <div className="grid grid-cols-2 gap-4">
          <TextField label={t("from")} name="from" type="time" required={isOn} defaultValue={hours.from} />
          <TextField
            label={t("until")}
            error={error}
            name="until"
            type="time"
            required={isOn}
            defaultValue={hours.until}
          />
        </div>
        <p className="text-[13px] text-muted">{t("zone", { place: zone })}</p>
      </div>
    </>
  );
}
