"use client";
import type { ReactNode } from "react";
import { IntlProvider } from "use-intl";
import type { Messages } from "@/lib/i18n/catalogue";

/**
 * The texts, the zone and the moment for the client components below: the same as on the server, or what React
 * renders here would differ from what arrived. Only the parts of the catalogue that they need are sent.
 */
export function Texts(props: {
  locale: string;
  messages: Partial<Messages>;
  timeZone: string;
  now: Date;
  children: ReactNode;
}) {
  const { children, messages, ...rest } = props;
  return (
    <IntlProvider {...rest} messages={messages as Messages} formats={FORMATS}>
      {children}
    </IntlProvider>
  );
}

const FORMATS = {
  dateTime: {
    time: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
    day: { weekday: "long", day: "numeric", month: "long" },
    date: { day: "numeric", month: "short" },
    full: {
      weekday: "long",
      day: "numeric",
      month: "long",
      year: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    },
  },
} as const;
