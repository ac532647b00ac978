"use client";
import { ArrowRight } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { useConversationList } from "@/components/live/live-provider";
import { useClock } from "@/components/ui/use-clock";
import { nextWaiting } from "@/lib/chat/inbox/views";
import { useConversationPlace } from "../conversation-context";
import { useInboxQuery } from "./inbox-context";
import { useWaited } from "./use-waited";

/** Who has waited longest, once nothing waits here: in the bar, so that it neither moves a message nor takes the focus. */
export function NextWaiting() {
  const t = useTranslations("inbox.bar");
  const { teamId, reader } = useConversationPlace();
  const { addressOf } = useInboxQuery();
  const waitedSince = useWaited();
  const next = nextWaiting(useConversationList(), teamId, { readerId: reader.id, now: useClock() });
  if (!next?.waiting_since) return null;
  const text = { team: next.name, duration: waitedSince(next.waiting_since) };
  return (
    <Link
      href={addressOf(`/chat/${next.code}`) as Route}
      prefetch={false}
      className="ml-auto flex min-h-12 min-w-0 items-center gap-1 rounded-medium px-1.5 text-[14px] font-medium text-blue hover:bg-blue-soft"
    >
      <span aria-hidden="true" className="truncate lg:hidden">
        <span className="max-sm:hidden">{t("nextShort", text)}</span>
        <span className="sm:hidden">{next.code}</span>
      </span>
      <span className="truncate max-lg:sr-only">{t("next", text)}</span>
      <ArrowRight aria-hidden="true" size={16} className="shrink-0" />
    </Link>
  );
}
