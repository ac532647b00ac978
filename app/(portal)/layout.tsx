import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { Fragment, type ReactNode } from "react";
import { Toaster } from "sonner";
import { UploadsElsewhere } from "@/components/documents/uploads-elsewhere";
import { LiveProvider } from "@/components/live/live-provider";
import { Navigation } from "@/components/navigation/navigation";
import { DeviceProvider } from "@/components/notifications/device-provider";
import { ReadHere } from "@/components/notifications/read-here";
import { Toasts } from "@/components/notifications/toasts";
import { Rehearsed } from "@/components/rehearsal/rehearsed";
import { AboveKeyboard } from "@/components/ui/above-keyboard";
import { Announcer } from "@/components/ui/announcer";
import { Texts } from "@/components/ui/texts";
import { listConversations } from "@/lib/chat/queries";
import { catalogueOf, pickMessages } from "@/lib/i18n/catalogue";
import { pushKeys } from "@/lib/notifications/push/keys";
import { readInbox } from "@/lib/notifications/queries";
import { isAdmitted } from "@/lib/people/person";
import { currentPerson } from "@/lib/people/queries";
import { inboxTopics } from "@/lib/realtime/queries";
import { isRehearsalEnabled } from "@/lib/realtime/rehearsal/enabled";
import { browserSupabaseUrl, supabaseAddress } from "@/lib/supabase/environment";

/** What is read in the browser wherever one is; what one page alone needs, it brings along. */
const TEXTS = [
  "chat",
  "context",
  "current",
  "deadline",
  "documents",
  "export",
  "failure",
  "inbox",
  "navigation",
  "notes",
  "notifications",
  "push",
  "replies",
  "role",
  "search",
] as const;

export default async function PortalLayout({ children }: { children: ReactNode }) {
  const person = await currentPerson();
  // The middleware has sent these elsewhere; a right that was lost since then leads there too.
  if (!person) redirect("/sign-in");
  if (!isAdmitted(person)) redirect("/no-team");
  const [list, notifications, topics, head] = await Promise.all([
    listConversations(),
    readInbox(),
    inboxTopics(),
    headers(),
  ]);
  if (!topics) redirect("/sign-in");
  const { url, publishableKey } = supabaseAddress();
  const { locale, messages } = catalogueOf(person.locale);
  const Stage = isRehearsalEnabled() ? Rehearsed : Fragment;
  return (
    <Texts
      locale={locale}
      messages={pickMessages(messages, TEXTS)}
      timeZone={person.timeZone}
      now={new Date()}
    >
      <Announcer>
        <Stage>
          <LiveProvider
            personId={person.id}
            ownTeam={person.team?.code ?? null}
            url={browserSupabaseUrl(url, head.get("host"))}
            publishableKey={publishableKey}
            topics={topics}
            conversations={list.ok ? list.value : []}
            notifications={notifications.ok ? notifications.value : null}
          >
            <DeviceProvider publicKey={pushKeys()?.publicKey ?? null}>
              <AboveKeyboard />
              <div className="flex h-[var(--seen-height,100dvh)] flex-col-reverse md:flex-row">
                <Navigation person={person} />
                <main id="content" tabIndex={-1} className="min-h-0 min-w-0 flex-1 outline-none">
                  {children}
                </main>
              </div>
              <UploadsElsewhere isOrganiser={person.role === "admin"} />
              <Toasts />
              <ReadHere />
              <Toaster position="top-center" theme="system" />
            </DeviceProvider>
          </LiveProvider>
        </Stage>
      </Announcer>
    </Texts>
  );
}
