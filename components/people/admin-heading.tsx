import type { ReactNode } from "react";

/** What a page of the organisers' part is about, and beside it what can be done there. */
export function AdminHeading({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <header className="flex min-h-10 flex-wrap items-center justify-between gap-3">
      <h1 className="text-3xl">{title}</h1>
      {children}
    </header>
  );
}
