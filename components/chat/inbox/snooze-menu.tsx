"use client";
import { Clock } from "lucide-react";
import { useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { Popover } from "@/components/ui/popover";
import { TextField } from "@/components/ui/text-field";
import { reopenConversation, snoozeConversation } from "@/lib/chat/inbox/actions";
import { SNOOZE_DAYS, snoozes } from "@/lib/chat/inbox/snoozes";
import { addDays, fromZoned } from "@/lib/i18n/zoned-time";
import { placeOf } from "@/lib/people/profile/time-zones";
import { useConversationPlace } from "../conversation-context";
import { BAR_BUTTON, CHOICE, closePopoverOf } from "./style";
import { useHandling } from "./use-handling";

/** Until when what waits here may wait, by the venue's clock. */
export function SnoozeMenu({ isSnoozed, seenSeq }: { isSnoozed: boolean; seenSeq: number }) {
  const t = useTranslations("inbox.snooze");
  const { teamId } = useConversationPlace();
  const { handle } = useHandling();
  const snooze = (until: Date, from: Element) => {
    closePopoverOf(from);
    handle(() => snoozeConversation({ teamId, until: until.toISOString(), seenSeq }));
  };
  return (
    <Popover
      label={t("title")}
      className={BAR_BUTTON}
      button={
        <>
          <Clock aria-hidden="true" size={18} strokeWidth={1.8} />
          <span className="max-lg:sr-only">{t("button")}</span>
        </>
      }
    >
      <p className="mb-1 px-2 text-[13px] text-muted">{t("title")}</p>
      {isSnoozed && (
        <button
          type="button"
          className={CHOICE}
          onClick={({ currentTarget }) => {
            closePopoverOf(currentTarget);
            handle(() => reopenConversation({ teamId }));
          }}
        >
          {t("wake")}
        </button>
      )}
      <Choices onSnooze={snooze} />
    </Popover>
  );
}

type OnSnooze = (until: Date, from: Element) => void;

function Choices({ onSnooze }: { onSnooze: OnSnooze }) {
  const t = useTranslations("inbox.snooze");
  const format = useFormatter();
  const { venueZone } = useConversationPlace();
  // Of the moment at which it was opened: a choice must not change under the finger.
  const [now] = useState(() => new Date());
  return (
    <>
      {snoozes(now, venueZone).map(({ name, at }) => (
        <button
          key={name}
          type="button"
          className={CHOICE}
          onClick={({ currentTarget }) => onSnooze(at, currentTarget)}
        >
          <span className="flex-1">{t(name)}</span>
          <span className="text-[13px] text-muted">
            {format.dateTime(at, "time", { timeZone: venueZone })}
          </span>
        </button>
      ))}
      <OwnTime onSnooze={onSnooze} />
    </>
  );
}

function OwnTime({ onSnooze }: { onSnooze: OnSnooze }) {
  const t = useTranslations("inbox.snooze");
  const { venueZone } = useConversationPlace();
  const [problem, setProblem] = useState<"misspelt" | "skipped" | "passed" | "too_late" | null>(null);
  return (
    <form
      className="mt-2 flex flex-col gap-2 border-t border-line px-2 pt-3"
      onSubmit={(event) => {
        event.preventDefault();
        const form = event.currentTarget;
        const now = new Date();
        const zoned = fromZoned(String(new FormData(form).get("until")), venueZone);
        if (!zoned.ok) setProblem(zoned.code);
        else if (zoned.at <= now) setProblem("passed");
        else if (zoned.at > addDays(now, SNOOZE_DAYS, venueZone)) setProblem("too_late");
        else onSnooze(zoned.at, form);
      }}
    >
      <TextField
        name="until"
        type="datetime-local"
        label={t("at")}
        hint={t("clock", { place: placeOf(venueZone) })}
        error={problem && t(`problem.${problem}`)}
      />
      <Button type="submit" look="quiet" className="min-h-12">
        {t("set")}
      </Button>
    </form>
  );
}
