"use client";
import { ChevronLeft } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { useInboxQuery } from "./inbox-context";

/** On a phone: back to the list, as it was looked at. */
export function InboxBack() {
  const t = useTranslations("chat");
  const { addressOf } = useInboxQuery();
  return (
    <Link
      href={addressOf("/chat") as Route}
      aria-label={t("back")}
      className="-ml-1 rounded-small p-1 md:hidden"
    >
      <ChevronLeft aria-hidden="true" />
    </Link>
  );
}
