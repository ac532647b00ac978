import type { ComponentProps } from "react";
import { Field, type FieldProps } from "./field";
import { Select } from "./select";

/** One of several. The options are its children. */
export function SelectField({
  label,
  hint,
  error,
  ...select
}: FieldProps & Omit<ComponentProps<"select">, "id" | "className">) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => <Select {...select} {...control} />}
    </Field>
  );
}
