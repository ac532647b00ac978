import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { AdminTabs } from "@/components/navigation/admin-tabs";
import { Texts } from "@/components/ui/texts";
import { catalogueOf } from "@/lib/i18n/catalogue";
import { currentPerson } from "@/lib/people/queries";

/**
 * The organisers' part. The middleware has turned others away; a page that is fetched ahead comes past it. Each page
 * within brings its own texts.
 */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  const person = await currentPerson();
  if (person?.role !== "admin") notFound();
  const { locale, messages } = catalogueOf(person.locale);
  const { admin, failure } = messages;
  return (
    <Texts locale={locale} messages={{ admin, failure }} timeZone={person.timeZone} now={new Date()}>
      <div className="relative h-full overflow-y-auto">
        <div className="mx-auto flex max-w-[80rem] flex-col gap-5 px-4 pt-2 pb-6 md:px-8 md:pt-4">
          <AdminTabs />
          {children}
        </div>
      </div>
    </Texts>
  );
}
