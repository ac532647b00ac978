import type { ReactNode } from "react";
import { Texts } from "@/components/ui/texts";
import { catalogueOf, DEFAULT_LOCALE } from "@/lib/i18n/catalogue";
import { currentPerson } from "@/lib/people/queries";

export default async function PeopleLayout({ children }: { children: ReactNode }) {
  const person = await currentPerson();
  const { locale, messages } = catalogueOf(person?.locale ?? DEFAULT_LOCALE);
  const { people, failure } = messages;
  return (
    <Texts
      locale={locale}
      messages={{ people, failure }}
      timeZone={person?.timeZone ?? "UTC"}
      now={new Date()}
    >
      {children}
    </Texts>
  );
}
