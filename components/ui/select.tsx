import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { CONTROL } from "./field";

/** One of several, by the browser's own list: on a phone that is the phone's. Name it by a label or aria-label. */
export function Select(select: Omit<ComponentProps<"select">, "className">) {
  return (
    <span className="relative block min-w-0">
      <select {...select} className={`${CONTROL} cursor-pointer appearance-none truncate pr-10`} />
      <ChevronDown
        aria-hidden="true"
        size={18}
        className="pointer-events-none absolute top-1/2 right-3 -translate-y-1/2 text-muted"
      />
    </span>
  );
}
