import type { ReactNode } from "react";
import { WhileOffline } from "@/components/live/while-offline";
import { ZoneOffer } from "@/components/settings/zone-offer";
import { Texts } from "@/components/ui/texts";
import { catalogueOf, DEFAULT_LOCALE } from "@/lib/i18n/catalogue";
import { currentPerson } from "@/lib/people/queries";

export default async function TasksLayout({ children }: { children: ReactNode }) {
  const person = await currentPerson();
  const { locale, messages } = catalogueOf(person?.locale ?? DEFAULT_LOCALE);
  const { navigation, tasks, requirements, edit, deadline, documents, offline, zoneOffer, failure } =
    messages;
  const organising = person?.role === "admin" && { requirements, edit };
  return (
    <Texts
      locale={locale}
      messages={{ navigation, tasks, deadline, documents, offline, zoneOffer, failure, ...organising }}
      timeZone={person?.timeZone ?? "UTC"}
      now={new Date()}
    >
      <WhileOffline>
        <div className="flex h-full flex-col">
          {person && (
            <ZoneOffer
              personId={person.id}
              profile={{ fullName: person.fullName, timeZone: person.timeZone, locale: person.locale }}
            />
          )}
          <div className="min-h-0 flex-1 overflow-y-auto">{children}</div>
        </div>
      </WhileOffline>
    </Texts>
  );
}
