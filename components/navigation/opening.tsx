"use client";
import { useLinkStatus } from "next/link";
import { useTranslations } from "use-intl";

/** Within a link: says that the page behind it is on its way. */
export function Opening({ className }: { className: string }) {
  const t = useTranslations("navigation");
  const { pending } = useLinkStatus();
  if (!pending) return null;
  return (
    <span role="status" className={`size-2 animate-pulse rounded-full ${className}`}>
      <span className="sr-only">{t("opening")}</span>
    </span>
  );
}
