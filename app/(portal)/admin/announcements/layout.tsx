import type { ReactNode } from "react";
import { Texts } from "@/components/ui/texts";
import { catalogueOf, DEFAULT_LOCALE } from "@/lib/i18n/catalogue";
import { currentPerson } from "@/lib/people/queries";

export default async function AnnouncementsLayout({ children }: { children: ReactNode }) {
  const person = await currentPerson();
  const { locale, messages } = catalogueOf(person?.locale ?? DEFAULT_LOCALE);
  const { announcements, requirements, tasks, failure } = messages;
  return (
    <Texts
      locale={locale}
      messages={{ announcements, requirements, tasks, failure }}
      timeZone={person?.timeZone ?? "UTC"}
      now={new Date()}
    >
      {children}
    </Texts>
  );
}
