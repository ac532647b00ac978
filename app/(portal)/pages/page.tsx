import { Plus } from "lucide-react";
import type { Metadata, Route } from "next";
import Link from "next/link";
import { RefreshOn } from "@/components/live/refresh-on";
import { PageList } from "@/components/pages/page-list";
import { Empty } from "@/components/ui/empty";
import { Retry } from "@/components/ui/retry";
import { translator } from "@/lib/i18n/translator";
import { listPages } from "@/lib/pages/queries";
import { currentPerson } from "@/lib/people/queries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator((await currentPerson())?.locale)("pages.title") };
}

/** What the organisers tell all teams, and for organisers what they have begun to write. */
export default async function PagesPage() {
  const [person, pages] = await Promise.all([currentPerson(), listPages()]);
  const t = translator(person?.locale);
  const isOrganiser = person?.role === "admin";
  return (
    <div className="mx-auto flex max-w-[52rem] flex-col gap-5 px-4 pt-4 pb-8 md:px-8 md:pt-6">
      <RefreshOn nouns={["pages"]} />
      <header className="flex min-h-10 flex-wrap items-center justify-between gap-3">
        <h1 className="text-3xl">{t("pages.title")}</h1>
        {isOrganiser && (
          <Link
            href={"/pages/new" as Route}
            className="inline-flex items-center gap-2 rounded-medium bg-blue px-4 py-2 font-semibold text-on-blue hover:opacity-90"
          >
            <Plus aria-hidden="true" size={18} />
            {t("pages.write")}
          </Link>
        )}
      </header>
      {!pages.ok ? (
        <Retry />
      ) : pages.value.length === 0 ? (
        <Empty
          text={t(isOrganiser ? "pages.none.organiser" : "pages.none.team")}
          title={t("pages.none.title")}
        />
      ) : (
        <PageList pages={pages.value} />
      )}
    </div>
  );
}
