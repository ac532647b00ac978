import type { ReactNode } from "react";
import { Mark } from "./mark";

/** A page that has one thing to say: a mark, a sentence, and what can be done. */
export function Notice({ title, text, children }: { title: string; text: string; children?: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col items-center justify-center gap-4 px-6 text-center">
      <Mark size={56} onLight />
      <h1 className="text-3xl">{title}</h1>
      <p className="text-muted">{text}</p>
      {children && <div className="mt-2 flex flex-wrap items-center justify-center gap-3">{children}</div>}
    </main>
  );
}
