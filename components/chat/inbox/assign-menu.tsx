"use client";
import { UserPlus } from "lucide-react";
import { useTranslations } from "use-intl";
import { Avatar } from "@/components/ui/avatar";
import { Popover } from "@/components/ui/popover";
import { assignConversation } from "@/lib/chat/inbox/actions";
import type { Conversation, Mentionable } from "@/lib/chat/schema";
import { useConversationPlace } from "../conversation-context";
import { BAR_BUTTON, CHOICE, closePopoverOf } from "./style";
import { useHandling } from "./use-handling";

/** Who of the organisers answers here: the reader, another one, or whoever comes first. */
export function AssignMenu({
  conversation,
  mentionables,
}: {
  conversation: Conversation;
  mentionables: readonly Mentionable[];
}) {
  const t = useTranslations("inbox.assign");
  const { teamId, reader } = useConversationPlace();
  const { handle } = useHandling();
  const { assignee_id, assignee_name } = conversation;
  const others = mentionables.filter(({ kind }) => kind === "organiser");
  const choices = [{ id: reader.id, name: t("me") }, ...others, { id: null, name: t("nobody") }];
  return (
    <Popover
      label={t("title")}
      className={BAR_BUTTON}
      button={
        assignee_name ? (
          <>
            <Avatar name={assignee_name} className="size-7 text-[11px]" />
            <span className="sr-only">{t("assigned", { name: assignee_name })}</span>
          </>
        ) : (
          <>
            <UserPlus aria-hidden="true" size={18} strokeWidth={1.8} />
            <span className="max-lg:sr-only">{t("button")}</span>
          </>
        )
      }
    >
      <p className="mb-1 px-2 text-[13px] text-muted">{t("title")}</p>
      {choices.map(({ id, name }) => (
        <button
          key={id ?? ""}
          type="button"
          aria-pressed={id === assignee_id}
          className={CHOICE}
          onClick={({ currentTarget }) => {
            closePopoverOf(currentTarget);
            handle(() => assignConversation({ teamId, organiserId: id }));
          }}
        >
          {id === null ? <span className="size-7" /> : <Avatar name={name} className="size-7 text-[11px]" />}
          <span className="min-w-0 flex-1 truncate">{name}</span>
          {id === assignee_id && <span aria-hidden="true">✓</span>}
        </button>
      ))}
    </Popover>
  );
}
