import type { ReactNode } from "react";
import { Texts } from "@/components/ui/texts";
import { catalogueOf, DEFAULT_LOCALE } from "@/lib/i18n/catalogue";

/** The pages before sign-in: they know no reader, so their language is the default one. */
export default function AuthLayout({ children }: { children: ReactNode }) {
  const { locale, messages } = catalogueOf(DEFAULT_LOCALE);
  const { signIn, mailedLink } = messages;
  return (
    <Texts locale={locale} messages={{ signIn, mailedLink }} timeZone="UTC" now={new Date()}>
      {children}
    </Texts>
  );
}
