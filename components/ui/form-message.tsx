import type { ReactNode } from "react";

/** What became of a form as a whole: what is said of one field stands beneath that. */
export function FormMessage({ tone, children }: { tone: "error" | "done"; children: ReactNode }) {
  return (
    <p
      role={tone === "error" ? "alert" : "status"}
      className={`rounded-medium px-3 py-2 ${tone === "error" ? "border border-red text-red" : "bg-blue-soft"}`}
    >
      {children}
    </p>
  );
}
