"use client";
import { type ReactNode, useId } from "react";

/** A part of a page beneath its own heading. */
export function Part({
  title,
  className = "gap-2",
  tone = "",
  children,
}: {
  title: ReactNode;
  className?: string;
  tone?: string;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={`flex flex-col ${className}`}>
      <h2 id={id} className={`text-xl ${tone}`}>
        {title}
      </h2>
      {children}
    </section>
  );
}
