"use client";
import { createContext, memo, useContext } from "react";
import { useFormatter, useNow, useTimeZone, useTranslations } from "use-intl";
import { Popover } from "@/components/ui/popover";
import type { SeenBy } from "@/lib/chat/readers/readers";
import type { Reader } from "@/lib/chat/schema";
import { daysAgo } from "@/lib/i18n/day";

/** So many are named in the line; more are behind a button. */
const NAMED = 3;

const SeenByContext = createContext<SeenBy | null>(null);
/** Tells the rows below which of them was seen last, and by whom. */
export const SeenByProvider = SeenByContext;

/** Stands after each message, and says who has seen it after the last one that somebody has. */
export const SeenBySlot = memo(function SeenBySlot({ seq }: { seq: number }) {
  const seen = useContext(SeenByContext);
  return seen?.seq === seq ? <SeenByLine readers={seen.readers} /> : null;
});

function SeenByLine({ readers }: { readers: readonly Reader[] }) {
  const t = useTranslations("chat.seenBy");
  const time = useReadTime();
  const format = useFormatter();
  const named = readers.map(({ name, read_at }) => t("reader", { name, time: time(read_at) }));
  return (
    <div data-testid="seen-by" className="animate-arrive px-2.5 pb-1 pl-14.5 text-[13px] text-muted">
      {readers.length <= NAMED ? (
        t("some", { readers: format.list(named) })
      ) : (
        <Popover
          label={t("label")}
          className="-mx-1 cursor-pointer rounded-small px-1 underline decoration-line underline-offset-2 hover:bg-blue-soft hover:text-ink"
          button={t("many", { count: readers.length })}
        >
          <ul className="flex flex-col gap-1">
            {readers.map((reader) => (
              <li key={reader.user_id} className="flex items-baseline justify-between gap-3">
                <span className="min-w-0 truncate">{reader.name}</span>
                <time dateTime={reader.read_at} className="shrink-0 text-[13px] text-muted">
                  {time(reader.read_at)}
                </time>
              </li>
            ))}
          </ul>
        </Popover>
      )}
    </div>
  );
}

/** Today the time, before that with its day. */
export function useReadTime() {
  const format = useFormatter();
  const timeZone = useTimeZone() ?? "UTC";
  const now = useNow();
  return (at: string) => {
    const instant = new Date(at);
    const time = format.dateTime(instant, "time");
    return daysAgo(instant, now, timeZone) <= 0 ? time : `${format.dateTime(instant, "date")} ${time}`;
  };
}
