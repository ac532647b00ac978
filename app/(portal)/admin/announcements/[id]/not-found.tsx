import type { Route } from "next";
import Link from "next/link";
import { Mark } from "@/components/ui/mark";
import { translator } from "@/lib/i18n/translator";
import { currentPerson } from "@/lib/people/queries";

/** An address that leads to no announcement. */
export default async function AnnouncementNotFound() {
  const t = translator((await currentPerson())?.locale);
  return (
    <div className="flex min-h-full flex-col items-center justify-center gap-3 px-6 py-10 text-center">
      <Mark size={48} onLight />
      <h1 className="text-3xl">{t("announcements.gone.title")}</h1>
      <p className="max-w-[28rem] text-pretty text-muted">{t("announcements.gone.text")}</p>
      <Link
        href={"/admin/announcements" as Route}
        className="mt-2 inline-flex min-h-12 items-center rounded-medium bg-blue px-5 font-semibold text-on-blue hover:opacity-90"
      >
        {t("announcements.gone.all")}
      </Link>
    </div>
  );
}
