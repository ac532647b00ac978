"use client";
import { useFormatter, useTimeZone, useTranslations } from "use-intl";
import { placeOf } from "@/lib/people/profile/time-zones";
import { timeLeft, type Urgency, urgencyOf } from "@/lib/tasks/deadline";
import { useClock } from "./use-clock";

const TONES: Record<Urgency, string> = {
  done: "text-muted",
  late: "text-red",
  soon: "text-amber",
  calm: "text-ink",
};

const SIZES = {
  small: { left: "text-[16px]", clocks: "text-[13px]" },
  large: { left: "text-[30px] leading-9", clocks: "text-[15px]" },
} as const;

type Due = {
  /** As the database tells it. */
  dueAt: string;
  isCompleted: boolean;
  completedAt?: string | null;
};

/**
 * A deadline: what is left first, then when that is by the venue's clock and by the reader's own. It goes on by itself.
 * Its texts are `deadline` of the catalogue.
 */
export function Deadline({
  dueAt,
  venueZone,
  isCompleted,
  completedAt = null,
  size = "small",
}: Due & { venueZone: string; size?: keyof typeof SIZES }) {
  return (
    <span className="inline-flex flex-wrap items-baseline gap-x-2.5">
      <span className={`font-board font-semibold ${SIZES[size].left}`}>
        <TimeLeft dueAt={dueAt} isCompleted={isCompleted} completedAt={completedAt} />
      </span>{" "}
      <span className={`text-muted ${SIZES[size].clocks}`}>
        <TwoClocks at={dueAt} venueZone={venueZone} />
      </span>
    </span>
  );
}

/** "3 days left", "2 hours late" in red, amber within a day; of what is done, whether it was in time. */
export function TimeLeft({ dueAt, isCompleted, completedAt = null }: Due) {
  const t = useTranslations("deadline");
  const now = useClock();
  const due = new Date(dueAt);
  const tone = TONES[urgencyOf(due, isCompleted, now)];
  return <span className={tone}>{words()}</span>;

  function words() {
    if (!isCompleted) return t("left", timeLeft(due, now));
    if (!completedAt) return t("done");
    const at = new Date(completedAt);
    return at > due ? t("doneLate", timeLeft(due, at)) : t("doneInTime");
  }
}

/** "Tue 24 Nov 18:00 in Zurich · 12:00 for you"; once where the clocks agree. */
export function TwoClocks({ at, venueZone }: { at: string; venueZone: string }) {
  const t = useTranslations("deadline");
  const format = useFormatter();
  const ownZone = useTimeZone() ?? venueZone;
  const now = useClock();
  const instant = new Date(at);
  const isThisYear = instant.getUTCFullYear() === now.getUTCFullYear();

  const dayIn = (timeZone: string) =>
    format.dateTime(instant, {
      timeZone,
      weekday: "short",
      day: "numeric",
      month: "short",
      ...(!isThisYear && { year: "numeric" }),
    });
  const timeIn = (timeZone: string) => format.dateTime(instant, "time", { timeZone });
  const [day, time] = [dayIn(venueZone), timeIn(venueZone)];
  const [ownDay, ownTime] = [dayIn(ownZone), timeIn(ownZone)];
  return (
    // The server's dates may have another comma than this browser's.
    <time dateTime={at} suppressHydrationWarning>
      {day === ownDay && time === ownTime
        ? t("clock", { day, time })
        : t("clocks", {
            day,
            time,
            place: placeOf(venueZone),
            ownDay: day === ownDay ? "same" : ownDay,
            ownTime,
          })}
    </time>
  );
}
