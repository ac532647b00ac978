"use client";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { toast } from "sonner";
import { useFormatter, useTranslations } from "use-intl";
import { useDevice, useDeviceState } from "@/components/notifications/device-provider";
import { answerOf } from "@/components/people/answer";
import { Button } from "@/components/ui/button";
import { FormMessage } from "@/components/ui/form-message";
import { removeDevice } from "@/lib/notifications/push/actions";
import type { PushDevice } from "@/lib/notifications/push/schema";

/** Where the reader is told of notifications, to look through and to remove. */
export function DeviceList({ devices }: { devices: PushDevice[] }) {
  const t = useTranslations("push.devices");
  const state = useDeviceState();
  const here = state.kind === "on" ? state.endpoint : null;
  if (devices.length === 0) return <p className="text-pretty text-muted">{t("none")}</p>;
  return (
    <ul aria-label={t("title")} className="divide-y divide-line">
      {devices.map((device) => (
        <DeviceRow
          key={device.id}
          device={device}
          isThis={device.endpoint === here}
          isKnown={state.kind !== "unknown"}
        />
      ))}
    </ul>
  );
}

function DeviceRow({
  device: { id, label, createdAt, lastSentAt },
  isThis,
  isKnown,
}: {
  device: PushDevice;
  isThis: boolean;
  /** Whether it is known which of them is this one: until then two of the same name cannot be told apart. */
  isKnown: boolean;
}) {
  const t = useTranslations("push.devices");
  const format = useFormatter();
  const router = useRouter();
  const own = useDevice();
  const [isPending, start] = useTransition();
  const [isFailed, setFailed] = useState(false);
  const day = (at: string) => format.dateTime(new Date(at), "date");

  const remove = async () => {
    setFailed(false);
    const answer = await answerOf(removeDevice({ id }));
    if (!answer.ok) return setFailed(true);
    if (isThis) await own.turnOff();
    toast.success(t("removed", { device: label }));
    router.refresh();
  };
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3 first:pt-0 last:pb-0">
      <div className="min-w-0">
        <p className="wrap-anywhere font-medium">
          {label}
          {isThis && <span className="ml-2 text-[13px] font-normal text-muted">{t("this")}</span>}
        </p>
        <p className="text-[13px] text-muted">
          {t("since", { day: day(createdAt) })}
          {lastSentAt && ` · ${t("lastSent", { day: day(lastSentAt) })}`}
        </p>
      </div>
      <Button
        look="quiet"
        disabled={isPending || !isKnown}
        onClick={() => start(remove)}
        aria-label={t(isThis ? "removeThis" : "removeThat", { device: label })}
      >
        {t(isPending ? "removing" : "remove")}
      </Button>
      {isFailed && (
        <div className="w-full">
          <FormMessage tone="error">{t("failed")}</FormMessage>
        </div>
      )}
    </li>
  );
}
