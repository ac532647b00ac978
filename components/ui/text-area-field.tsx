import type { ComponentProps } from "react";
import { CONTROL, Field, type FieldProps } from "./field";

/** Some lines to type in; it grows with them. */
export function TextAreaField({
  label,
  hint,
  error,
  ...area
}: FieldProps & Omit<ComponentProps<"textarea">, "id" | "className">) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <textarea
          {...area}
          {...control}
          className={`${CONTROL} field-sizing-content max-h-96 min-h-24 read-only:bg-ice read-only:text-muted`}
        />
      )}
    </Field>
  );
}
