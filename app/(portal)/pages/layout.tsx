import type { ReactNode } from "react";
import { WhileOffline } from "@/components/live/while-offline";
import { Texts } from "@/components/ui/texts";
import { catalogueOf, DEFAULT_LOCALE } from "@/lib/i18n/catalogue";
import { currentPerson } from "@/lib/people/queries";

export default async function PagesLayout({ children }: { children: ReactNode }) {
  const person = await currentPerson();
  const { locale, messages } = catalogueOf(person?.locale ?? DEFAULT_LOCALE);
  const { pages, edit, offline, failure } = messages;
  return (
    <Texts
      locale={locale}
      messages={{ pages, edit, offline, failure }}
      timeZone={person?.timeZone ?? "UTC"}
      now={new Date()}
    >
      <WhileOffline>
        <div className="h-full overflow-y-auto">{children}</div>
      </WhileOffline>
    </Texts>
  );
}
