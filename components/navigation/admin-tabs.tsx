"use client";
import type { Route } from "next";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "use-intl";

const TABS = [
  { name: "announcements", path: "/admin/announcements" },
  { name: "people", path: "/admin/people" },
  { name: "teams", path: "/admin/teams" },
  { name: "replies", path: "/admin/replies" },
  { name: "tournament", path: "/admin/tournament" },
  { name: "audit", path: "/admin/people/audit" },
] as const;

/** The pages of the organisers' part. */
export function AdminTabs() {
  const t = useTranslations("admin");
  const current = tabOf(usePathname());
  return (
    <nav aria-label={t("label")} className="shrink-0 overflow-x-auto border-b border-line">
      <ul className="flex gap-5">
        {TABS.map(({ name, path }) => (
          <li key={name}>
            <Link
              href={path as Route}
              aria-current={name === current ? "page" : undefined}
              className="block border-b-2 border-transparent py-2.5 font-medium whitespace-nowrap text-muted hover:text-ink aria-[current=page]:border-blue aria-[current=page]:text-ink"
            >
              {t(`tab.${name}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** A page below a tab's belongs to that tab; where two fit, to the nearer one. */
function tabOf(path: string): string | undefined {
  return TABS.filter((tab) => path === tab.path || path.startsWith(`${tab.path}/`))
    .toSorted((a, b) => b.path.length - a.path.length)
    .at(0)?.name;
}
