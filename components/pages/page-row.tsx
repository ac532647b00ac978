"use client";
import { ChevronRight } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import type { ListedPage } from "@/lib/pages/schema";
import { LastChange } from "./last-change";
import { DraftTag, NewsTag } from "./tags";

/** A page in the list: what it is about, when it changed, and whether that is news to the reader. */
export function PageRow({ page }: { page: ListedPage }) {
  const { slug, title, status, news } = page;
  return (
    <li>
      <Link
        href={`/pages/${slug}` as Route}
        className="flex items-center gap-3 px-4 py-3.5 -outline-offset-2 hover:bg-blue-soft md:px-5"
      >
        <span className="min-w-0 flex-1">
          <span className="flex items-start justify-between gap-3">
            <span className={`min-w-0 text-[17px] wrap-anywhere ${news ? "font-semibold" : "font-medium"}`}>
              {title}
            </span>
            {status === "draft" ? <DraftTag /> : news && <NewsTag news={news} />}
          </span>
          <LastChange page={page} />
        </span>
        <ChevronRight aria-hidden="true" size={18} className="shrink-0 text-muted" />
      </Link>
    </li>
  );
}
