import { type ReactNode, useId } from "react";

/** How a control of a form looks. 16 px, or a phone zooms in on it. */
export const CONTROL =
  "w-full min-w-0 rounded-medium border border-line bg-sheet px-3 py-2.5 text-[16px] focus-visible:border-blue aria-invalid:border-red";

export type FieldProps = {
  label: string;
  hint?: string | undefined;
  /** What is wrong with what was entered. */
  error?: string | null | undefined;
};

type ControlProps = { id: string; "aria-describedby"?: string; "aria-invalid"?: boolean };

/** A label above a control, and beneath it what helps to fill it in, or what is wrong with it. */
export function Field({
  label,
  hint,
  error,
  children,
}: FieldProps & { children: (control: ControlProps) => ReactNode }) {
  const id = useId();
  const noteId = useId();
  const note = error ?? hint;
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      {children({ id, ...(note && { "aria-describedby": noteId }), ...(error && { "aria-invalid": true }) })}
      {note && (
        <p
          id={noteId}
          role={error ? "alert" : undefined}
          className={`text-[13px] ${error ? "text-red" : "text-muted"}`}
        >
          {note}
        </p>
      )}
    </div>
  );
}
