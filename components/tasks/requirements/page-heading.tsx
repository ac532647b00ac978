import { ChevronLeft } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";

/** What a page beside the list is about, and the way back. */
export function PageHeading({ title, back }: { title: string; back: string }) {
  return (
    <header className="flex flex-col gap-1">
      <Link
        href={"/tasks" as Route}
        className="-ml-1.5 inline-flex min-h-9 items-center gap-0.5 self-start font-medium text-muted hover:text-ink"
      >
        <ChevronLeft aria-hidden="true" size={18} />
        {back}
      </Link>
      <h1 className="text-3xl">{title}</h1>
    </header>
  );
}
