"use client";
import { useRef, useState, useSyncExternalStore } from "react";
import { useFormatter, useNow, useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/select-field";
import { currentName } from "@/lib/i18n/time-zone";
import { placeOf, type ZoneArea } from "@/lib/people/profile/time-zones";

/** A clock that shows minutes. */
const LOOK_AGAIN_MS = 5_000;

/** A zone of the list, or the one that this device is set to. The clock there says whether it is the right one. */
export function TimeZoneField({
  areas,
  chosen,
  error,
}: {
  areas: ZoneArea[];
  chosen: string;
  error: string | null;
}) {
  const t = useTranslations("settings.profile");
  const format = useFormatter();
  const now = useNow({ updateInterval: LOOK_AGAIN_MS });
  const select = useRef<HTMLSelectElement>(null);
  const [zone, setZone] = useState(chosen);
  const device = useSyncExternalStore(
    never,
    () => currentName(Intl.DateTimeFormat().resolvedOptions().timeZone),
    () => null,
  );
  // The device's browser may call it otherwise than the server.
  const isListed = device === null || areas.some(({ zones }) => zones.includes(device));
  const take = (wanted: string) => {
    if (select.current) select.current.value = wanted;
    setZone(wanted);
  };
  return (
    <div className="flex flex-col items-start gap-1">
      <div className="w-full">
        <SelectField
          ref={select}
          label={t("timeZone")}
          hint={t("timeZoneHint", { time: format.dateTime(now, "time", { timeZone: zone }) })}
          error={error}
          name="timeZone"
          defaultValue={chosen}
          onChange={(event) => setZone(event.target.value)}
        >
          {!isListed && <option value={device}>{placeOf(device)}</option>}
          {areas.map(({ area, zones }) => (
            <optgroup key={area} label={area}>
              {zones.map((name) => (
                <option key={name} value={name}>
                  {placeOf(name)}
                </option>
              ))}
            </optgroup>
          ))}
        </SelectField>
      </div>
      {device && device !== zone && (
        <Button look="link" onClick={() => take(device)}>
          {t("device", { place: placeOf(device) })}
        </Button>
      )}
    </div>
  );
}

const never = () => () => undefined;
