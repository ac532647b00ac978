"use client";
import { CopyPlus, Plus } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "use-intl";

const VIEWS = { matrix: "/tasks", list: "/tasks?view=list" } as const;

/** What organisers can do with what they ask, and the two ways to look at it. */
export function OrganisersHeading({ view }: { view: keyof typeof VIEWS }) {
  const t = useTranslations("requirements");
  return (
    <header className="flex flex-wrap items-center gap-x-5 gap-y-3">
      <h1 className="text-3xl">{t("title")}</h1>
      <nav
        aria-label={t("view.label")}
        className="flex rounded-medium border border-line bg-sheet p-0.5 max-sm:order-last max-sm:w-full"
      >
        {(["matrix", "list"] as const).map((one) => (
          <Link
            key={one}
            href={VIEWS[one] as Route}
            aria-current={one === view ? "page" : undefined}
            className="flex-1 rounded-small px-4 py-1.5 text-center font-medium text-muted hover:text-ink aria-[current=page]:bg-blue-soft aria-[current=page]:text-ink"
          >
            {t(`view.${one}`)}
          </Link>
        ))}
      </nav>
      <span className="ml-auto flex gap-2">
        <Link
          href={"/tasks/copy" as Route}
          className="inline-flex min-h-10 items-center gap-2 rounded-medium border border-line bg-sheet px-3 font-medium hover:bg-blue-soft sm:px-4"
        >
          <CopyPlus aria-hidden="true" size={18} />
          <span className="max-sm:sr-only">{t("copy.title")}</span>
        </Link>
        <Link
          href={"/tasks/new" as Route}
          className="inline-flex min-h-10 items-center gap-2 rounded-medium bg-blue px-4 font-semibold text-on-blue hover:opacity-90"
        >
          <Plus aria-hidden="true" size={18} />
          {t("form.open")}
        </Link>
      </span>
    </header>
  );
}
