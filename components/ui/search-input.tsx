import { Search } from "lucide-react";
import type { InputHTMLAttributes } from "react";
import { CONTROL } from "./field";

/** A field that narrows a list while one types. It shows itself what it is for. */
export function SearchInput({
  label,
  ...rest
}: { label: string } & Omit<InputHTMLAttributes<HTMLInputElement>, "className">) {
  return (
    <span className="relative block">
      <Search
        aria-hidden="true"
        size={18}
        className="pointer-events-none absolute top-1/2 left-3 -translate-y-1/2 text-muted"
      />
      <input
        type="search"
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        enterKeyHint="search"
        className={`${CONTROL} pl-9.5`}
        {...rest}
      />
    </span>
  );
}
