import type { Metadata } from "next";
import { translator } from "@/lib/i18n/translator";
import { currentPerson } from "@/lib/people/queries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator((await currentPerson())?.locale)("chat.title") };
}

/** Beside the list, before a conversation is picked; on a phone the list has the page to itself. */
export default async function ChatPage() {
  const t = translator((await currentPerson())?.locale);
  return (
    <div className="flex h-full items-center justify-center px-6">
      <p className="text-muted">{t("chat.pick")}</p>
    </div>
  );
}
