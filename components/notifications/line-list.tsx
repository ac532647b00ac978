"use client";
import Link from "next/link";
import type { MouseEvent } from "react";
import { useTranslations } from "use-intl";
import type { NotificationType } from "@/lib/notifications/schema";
import type { Words } from "@/lib/notifications/words";
import { hrefOf } from "./href";

/** The things that a notification of several stands for, each leading to its own place. */
export function LineList({
  type,
  lines,
  more,
  link,
  onOpen,
}: Pick<Words, "lines" | "more"> & {
  type: NotificationType;
  /** Where those lead that have no place of their own. */
  link: string;
  onOpen: (event: MouseEvent) => void;
}) {
  const t = useTranslations("notifications");
  if (lines.length === 0) return null;
  return (
    <ul className="text-[14px] text-muted">
      {lines.map((line, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same thing may be told of twice, and none is moved
        <li key={place}>
          <Link
            href={hrefOf(type, line.link ?? link)}
            prefetch={false}
            onClick={onOpen}
            className="relative line-clamp-1 w-fit py-0.5 wrap-anywhere underline-offset-2 hover:text-ink hover:underline"
          >
            {line.text}
          </Link>
        </li>
      ))}
      {more > 0 && <li>{t("others", { count: more })}</li>}
    </ul>
  );
}
