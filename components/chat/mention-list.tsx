"use client";
import { Megaphone } from "lucide-react";
import { useTranslations } from "use-intl";
import { Avatar } from "@/components/ui/avatar";
import type { Mentionable } from "@/lib/chat/schema";
import { CompletionList } from "./composer/completion-list";
import type { Mentions } from "./use-mentions";

/** Whom an @ may become. */
export function MentionList({ mentions, teamName }: { mentions: Mentions; teamName: string }) {
  const t = useTranslations("chat.mentions");
  return (
    <CompletionList completion={mentions} label={t("label")}>
      {(mentionable) => (
        <>
          <Picture {...mentionable} />
          <span className="min-w-0 flex-1 truncate font-semibold">{nameOf(mentionable)}</span>
          <span className="max-w-1/2 truncate text-[13px] text-muted">
            {t(mentionable.kind, { team: teamName })}
          </span>
        </>
      )}
    </CompletionList>
  );
}

function Picture({ kind, name }: Mentionable) {
  if (kind === "person" || kind === "organiser") return <Avatar name={name} />;
  return (
    <span className="flex size-9 shrink-0 items-center justify-center rounded-full bg-blue-soft text-blue">
      <Megaphone aria-hidden="true" size={18} />
    </span>
  );
}

/** A group is offered as it will be written. */
function nameOf({ kind, name }: Mentionable): string {
  return kind === "person" || kind === "organiser" ? name : `@${name}`;
}
