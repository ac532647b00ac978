import type { Metadata } from "next";
import { NotificationsView } from "@/components/notifications/notifications-view";
import { Retry } from "@/components/ui/retry";
import { translator } from "@/lib/i18n/translator";
import { filtersOf } from "@/lib/notifications/filters";
import { readNotifications } from "@/lib/notifications/queries";
import { currentPerson } from "@/lib/people/queries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator((await currentPerson())?.locale)("notifications.title") };
}

/** What the reader was told, all of it, or what the address asks for. */
export default async function NotificationsPage({ searchParams }: PageProps<"/notifications">) {
  const filters = filtersOf(await searchParams);
  const page = await readNotifications(filters);
  if (!page.ok) return <Retry />;
  return <NotificationsView {...page.value} filters={filters} />;
}
