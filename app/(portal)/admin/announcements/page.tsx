import { Megaphone } from "lucide-react";
import type { Metadata, Route } from "next";
import Link from "next/link";
import { AnnouncementList } from "@/components/announcements/announcement-list";
import { RefreshOn } from "@/components/live/refresh-on";
import { AdminHeading } from "@/components/people/admin-heading";
import { Retry } from "@/components/ui/retry";
import { listAnnouncements } from "@/lib/announcements/queries";
import { translator } from "@/lib/i18n/translator";
import { currentPerson } from "@/lib/people/queries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator((await currentPerson())?.locale)("announcements.title") };
}

export default async function AnnouncementsPage() {
  const [person, announcements] = await Promise.all([currentPerson(), listAnnouncements()]);
  const t = translator(person?.locale);
  return (
    <>
      <RefreshOn nouns={["announcements"]} />
      <AdminHeading title={t("announcements.title")}>
        <Link
          href={"/admin/announcements/new" as Route}
          className="inline-flex min-h-12 items-center gap-2 rounded-medium bg-blue px-4 font-semibold text-on-blue hover:opacity-90"
        >
          <Megaphone aria-hidden="true" size={18} />
          {t("announcements.open")}
        </Link>
      </AdminHeading>
      {announcements.ok ? <AnnouncementList announcements={announcements.value} /> : <Retry />}
    </>
  );
}
