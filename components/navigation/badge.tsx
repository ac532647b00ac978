"use client";
import { badgeText } from "@/lib/notifications/tab-badge";

/** How many are new, on an entry of the navigation; nothing while none are. */
export function Badge({ count, label }: { count: number; label: string }) {
  if (count === 0) return null;
  return (
    <span className="absolute top-1 left-1/2 ml-1 min-w-4.5 rounded-full bg-red px-1 text-center font-board text-[12px] leading-4.5 text-on-red">
      <span aria-hidden="true">{badgeText(count)}</span>
      <span className="sr-only">{label}</span>
    </span>
  );
}
