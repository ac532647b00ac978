"use client";
import { useTranslations } from "use-intl";
import { useConversationList } from "@/components/live/live-provider";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { Unsent } from "@/lib/chat/writing";
import type { Person } from "@/lib/people/schema";

/** More than these are counted: they are shown so that one recognises them. */
const MOST_SHOWN = 4;

/** Asks before what is not sent is given up. Escape stays. */
export function UnsentDialog({
  unsent,
  role,
  onStay,
  onDiscard,
}: {
  unsent: Unsent;
  role: Person["role"];
  onStay: () => void;
  onDiscard: () => void;
}) {
  const t = useTranslations("navigation.signOutUnsent");
  const conversations = useConversationList();

  const nameOf = (teamId: string) =>
    role === "member"
      ? t("organisers")
      : (conversations.find((conversation) => conversation.team_id === teamId)?.name ?? t("conversation"));
  const texts = [
    ...unsent.entries.map(({ id, teamId, content, documents }) => ({
      key: id,
      label: t("message", { to: nameOf(teamId) }),
      text: content || namesOf(documents),
    })),
    ...unsent.drafts.map(({ teamId, tabId, text, documents }) => ({
      key: `${teamId} ${tabId}`,
      label: t("draft", { to: nameOf(teamId) }),
      text: text.trim() ? text : namesOf(documents),
    })),
  ];

  return (
    <Dialog title={t("title")} onClose={onStay}>
      <p className="mt-1 text-muted">{t("text")}</p>
      <ul className="mt-3 flex flex-col gap-2">
        {texts.slice(0, MOST_SHOWN).map(({ key, label, text }) => (
          <li key={key} className="rounded-medium bg-amber-soft px-3 py-2">
            <p className="text-[13px] text-muted">{label}</p>
            <p dir="auto" className="wrap-anywhere line-clamp-2">
              {text}
            </p>
          </li>
        ))}
      </ul>
      {texts.length > MOST_SHOWN && (
        <p className="mt-2 text-muted">{t("more", { count: texts.length - MOST_SHOWN })}</p>
      )}
      <div className="mt-5 flex flex-wrap justify-end gap-2">
        <Button look="quiet" onClick={onDiscard}>
          {t("discard")}
        </Button>
        <Button autoFocus onClick={onStay}>
          {t("stay")}
        </Button>
      </div>
    </Dialog>
  );
}

/** Where there is no text there are files. */
function namesOf(documents: readonly { name: string }[] = []): string {
  return documents.map(({ name }) => name).join(", ");
}
