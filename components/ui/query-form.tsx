"use client";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { type ReactNode, useTransition } from "react";

/**
 * A form whose values stand in the address of its page: a view that can be sent to somebody, and that Back leaves.
 * A choice from a list applies at once, what is typed with Enter.
 */
export function QueryForm({
  path,
  label,
  waiting,
  children,
}: {
  path: Route;
  label: string;
  /** Says that the page is being looked up. */
  waiting: string;
  children: ReactNode;
}) {
  const router = useRouter();
  const [pending, start] = useTransition();
  const apply = (form: HTMLFormElement) => {
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      const text = String(value).trim();
      if (text) query.set(name, text);
    }
    start(() => router.replace((query.size > 0 ? `${path}?${query}` : path) as Route));
  };
  return (
    <search aria-label={label}>
      <form
        action={path}
        aria-busy={pending}
        className="flex flex-wrap items-center gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          apply(event.currentTarget);
        }}
        onChange={(event) => {
          if (event.target instanceof HTMLSelectElement) apply(event.currentTarget);
        }}
      >
        {children}
        {pending && (
          <span role="status" className="size-2 animate-pulse rounded-full bg-blue">
            <span className="sr-only">{waiting}</span>
          </span>
        )}
      </form>
    </search>
  );
}
