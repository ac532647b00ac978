import { Search } from "lucide-react";
import type { Ref } from "react";
import { CONTROL } from "./field";

/** The `q` of a form that narrows a list. It shows itself what it is for. */
export function SearchField({ label, q, ref }: { label: string; q: string; ref?: Ref<HTMLInputElement> }) {
  return (
    <span className="relative min-w-48 flex-1">
      <Search
        aria-hidden="true"
        size={18}
        className="pointer-events-none absolute top-1/2 left-3 -translate-y-1/2 text-muted"
      />
      <input
        ref={ref}
        type="search"
        name="q"
        defaultValue={q}
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        enterKeyHint="search"
        className={`${CONTROL} pl-9.5`}
      />
    </span>
  );
}
