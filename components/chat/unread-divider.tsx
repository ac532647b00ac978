"use client";
import { useTranslations } from "use-intl";

/** Stands before the first message that was unread when one came. */
export function UnreadDivider() {
  const t = useTranslations("chat");
  return (
    <p className="my-2 flex items-center gap-3 font-board text-[14px] font-semibold text-red before:h-px before:flex-1 before:bg-red after:h-px after:w-4 after:bg-red">
      {t("unreadFrom")}
    </p>
  );
}
