import type { ComponentProps } from "react";
import { CONTROL, Field, type FieldProps } from "./field";

/** One line to type in. */
export function TextField({
  label,
  hint,
  error,
  ...input
}: FieldProps & Omit<ComponentProps<"input">, "id" | "className">) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <input {...input} {...control} className={`${CONTROL} read-only:bg-ice read-only:text-muted`} />
      )}
    </Field>
  );
}
