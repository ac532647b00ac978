"use client";
import { Eye, EyeOff } from "lucide-react";
import { type ComponentProps, useState } from "react";
import { CONTROL, Field, type FieldProps } from "./field";

/** A password to choose: it may be shown, because nobody can check what they cannot see. */
export function PasswordField({
  label,
  hint,
  error,
  labels,
  ...input
}: FieldProps & { labels: { show: string; hide: string } } & Omit<
    ComponentProps<"input">,
    "id" | "className" | "type"
  >) {
  const [isShown, setShown] = useState(false);
  const Icon = isShown ? EyeOff : Eye;
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <span className="relative">
          <input
            {...input}
            {...control}
            type={isShown ? "text" : "password"}
            autoCapitalize="none"
            spellCheck={false}
            className={`${CONTROL} pr-12`}
          />
          <button
            type="button"
            aria-label={isShown ? labels.hide : labels.show}
            onClick={() => setShown(!isShown)}
            className="absolute inset-y-0 right-0 flex w-11 cursor-pointer items-center justify-center rounded-medium text-muted hover:text-ink"
          >
            <Icon aria-hidden="true" size={18} />
          </button>
        </span>
      )}
    </Field>
  );
}
