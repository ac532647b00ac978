"use client";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { brokeQuietHours, reasonsOf } from "@/lib/notifications/facts";
import type { Notification } from "@/lib/notifications/schema";

/** Why somebody got a notification, and where to choose otherwise. */
export function Why({
  notification,
  onLeave,
}: {
  notification: Notification;
  onLeave?: (() => void) | undefined;
}) {
  const t = useTranslations("notifications.why");
  const reasons = reasonsOf(notification);
  return (
    <div className="relative mt-1.5 w-fit rounded-small bg-blue-soft px-2.5 py-1.5 text-[14px] text-ink">
      {reasons.length === 0 ? (
        <p>{t("unknown")}</p>
      ) : (
        reasons.map((reason) => <p key={reason}>{t(reason)}</p>)
      )}
      {brokeQuietHours(notification) && <p>{t("quiet")}</p>}
      <Link
        href="/settings"
        onClick={onLeave}
        className="font-medium text-blue underline-offset-2 hover:underline"
      >
        {t("change")}
      </Link>
    </div>
  );
}
