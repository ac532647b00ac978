import { type ReactNode, useId } from "react";

/** One subject of the settings, on a sheet of its own. */
export function Card({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className="rounded-large border border-line bg-sheet p-5 shadow-sheet md:p-6"
    >
      <h2 id={id} className="text-2xl">
        {title}
      </h2>
      {text && <p className="wrap-anywhere text-muted">{text}</p>}
      <div className="mt-4">{children}</div>
    </section>
  );
}
