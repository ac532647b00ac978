import type { ReactNode } from "react";
import { Texts } from "@/components/ui/texts";
import { catalogueOf, DEFAULT_LOCALE } from "@/lib/i18n/catalogue";

/** Who is invited has no language here yet: the default one serves. */
export default function InvitationLayout({ children }: { children: ReactNode }) {
  const { locale, messages } = catalogueOf(DEFAULT_LOCALE);
  return (
    <Texts locale={locale} messages={{ invitation: messages.invitation }} timeZone="UTC" now={new Date()}>
      {children}
    </Texts>
  );
}
