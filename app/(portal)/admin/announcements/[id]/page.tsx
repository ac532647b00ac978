import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AnnouncementView } from "@/components/announcements/announcement-view";
import { RefreshOn } from "@/components/live/refresh-on";
import { Retry } from "@/components/ui/retry";
import { readAnnouncement } from "@/lib/announcements/queries";
import { translator } from "@/lib/i18n/translator";
import { currentPerson } from "@/lib/people/queries";

type Props = PageProps<"/admin/announcements/[id]">;

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator((await currentPerson())?.locale)("announcements.title") };
}

/** What was written to many teams at once, and what has become of it. */
export default async function AnnouncementPage({ params }: Props) {
  const person = await currentPerson();
  // The middleware has turned others away; a page that is fetched ahead comes past it.
  if (person?.role !== "admin") notFound();
  const announcement = await readAnnouncement((await params).id);
  if (!announcement.ok && announcement.code === "not_found") notFound();
  if (!announcement.ok) return <Retry />;
  return (
    <>
      <RefreshOn nouns={["announcements", "teams"]} />
      <AnnouncementView announcement={announcement.value} />
    </>
  );
}
