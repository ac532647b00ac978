import type { ReactNode } from "react";
import { WhileOffline } from "@/components/live/while-offline";
import { Texts } from "@/components/ui/texts";
import { catalogueOf, DEFAULT_LOCALE } from "@/lib/i18n/catalogue";
import { currentPerson } from "@/lib/people/queries";

export default async function NotificationsLayout({ children }: { children: ReactNode }) {
  const person = await currentPerson();
  const { locale, messages } = catalogueOf(person?.locale ?? DEFAULT_LOCALE);
  const { navigation, notifications, push, offline, failure } = messages;
  return (
    <Texts
      locale={locale}
      messages={{ navigation, notifications, push, offline, failure }}
      timeZone={person?.timeZone ?? "UTC"}
      now={new Date()}
    >
      <WhileOffline>
        <div className="h-full overflow-y-auto">
          <div className="mx-auto flex max-w-[48rem] flex-col gap-5 px-4 pt-4 pb-8 md:px-8 md:pt-6">
            {children}
          </div>
        </div>
      </WhileOffline>
    </Texts>
  );
}
