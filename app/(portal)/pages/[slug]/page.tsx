import { ChevronLeft } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { RefreshOn } from "@/components/live/refresh-on";
import { MarkRead } from "@/components/pages/mark-read";
import { Markdown } from "@/components/pages/markdown";
import { PageActions } from "@/components/pages/page-actions";
import { PageHeading } from "@/components/pages/page-heading";
import { Retry } from "@/components/ui/retry";
import { catalogueOf, DEFAULT_LOCALE } from "@/lib/i18n/catalogue";
import { translator } from "@/lib/i18n/translator";
import { readPage } from "@/lib/pages/queries";
import { currentPerson } from "@/lib/people/queries";
import { refuse } from "./refuse";

export async function generateMetadata({ params }: PageProps<"/pages/[slug]">): Promise<Metadata> {
  const page = await readPage((await params).slug);
  return page.ok ? { title: page.value.title } : {};
}

export default async function PagePage({ params }: PageProps<"/pages/[slug]">) {
  const [person, read] = await Promise.all([currentPerson(), params.then(({ slug }) => readPage(slug))]);
  const t = translator(person?.locale);
  if (!read.ok) refuse(read);
  const page = read.ok ? read.value : null;
  return (
    <div className="mx-auto flex max-w-[52rem] flex-col gap-3 px-4 pt-3 pb-10 md:px-8 md:pt-5">
      <RefreshOn nouns={["pages"]} />
      <Link
        href="/pages"
        className="inline-flex items-center gap-1 self-start py-1 font-medium text-blue hover:underline"
      >
        <ChevronLeft aria-hidden="true" size={18} />
        {t("pages.all")}
      </Link>
      {page === null ? (
        <Retry />
      ) : (
        <article className="flex flex-col gap-5 rounded-large border border-line bg-sheet px-5 py-6 shadow-sheet md:px-10 md:py-9">
          <MarkRead id={page.id} revision={page.revision} />
          <PageHeading page={page} />
          {person?.role === "admin" && <PageActions page={page} />}
          {page.body.trim() === "" ? (
            <p className="text-muted">{t("pages.empty")}</p>
          ) : (
            <Markdown
              body={page.body}
              labels={catalogueOf(person?.locale ?? DEFAULT_LOCALE).messages.pages.markdown}
            />
          )}
        </article>
      )}
    </div>
  );
}
