import type { LucideIcon } from "lucide-react";

/** How many there are of something, beside its sign. */
export function Count({ Icon, count, label }: { Icon: LucideIcon; count: number; label: string }) {
  return (
    <span className="inline-flex items-center gap-1" title={label}>
      <Icon aria-hidden="true" size={15} />
      <span aria-hidden="true">{count}</span>
      <span className="sr-only">{label}</span>
    </span>
  );
}
