import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { Texts } from "@/components/ui/texts";
import { catalogueOf, DEFAULT_LOCALE } from "@/lib/i18n/catalogue";
import "./globals.css";

export const metadata: Metadata = { title: { default: "Rinkside", template: "%s · Rinkside" } };

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  interactiveWidget: "resizes-content",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f7fbff" },
    { media: "(prefers-color-scheme: dark)", color: "#0d1220" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Reading the request makes every page dynamic: the nonce of its scripts is this request's own.
  await headers();
  const { locale, messages } = catalogueOf(DEFAULT_LOCALE);
  return (
    <html lang={DEFAULT_LOCALE}>
      <body>
        {/* For the error page alone: what is below brings its own. */}
        <Texts
          locale={locale}
          messages={{ unavailable: messages.unavailable }}
          timeZone="UTC"
          now={new Date()}
        >
          {children}
        </Texts>
      </body>
    </html>
  );
}
