"use client";
import { useFormatter } from "use-intl";

/** When that is on the venue's clock, where there is no room for two. */
export function VenueTime({
  at,
  venueZone,
  isShort = false,
}: {
  at: string;
  venueZone: string;
  /** Without the day of the week. */
  isShort?: boolean;
}) {
  const format = useFormatter();
  return (
    // The server's dates may have another comma than this browser's.
    <time dateTime={at} suppressHydrationWarning>
      {format.dateTime(new Date(at), {
        timeZone: venueZone,
        ...(!isShort && { weekday: "short" }),
        day: "numeric",
        month: "short",
        hour: "2-digit",
        minute: "2-digit",
        hourCycle: "h23",
      })}
    </time>
  );
}
