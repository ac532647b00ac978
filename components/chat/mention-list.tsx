"use client";
import { Megaphone } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import { Avatar } from "@/components/ui/avatar";
import type { Mentionable } from "@/lib/chat/schema";
import type { Mentions } from "./use-mentions";

/** Whom an @ may become, above the composer; nothing while no mention is being written. */
export function MentionList({ mentions, teamName }: { mentions: Mentions; teamName: string }) {
  const t = useTranslations("chat.mentions");
  const list = useRef<HTMLDivElement>(null);
  const { found, active, listId, idOf, choose } = mentions;
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: "nearest" });
  }, [active]);
  if (found.length === 0) return null;
  return (
    <div
      ref={list}
      id={listId}
      role="listbox"
      aria-label={t("label")}
      className="absolute inset-x-0 bottom-full z-10 mb-1.5 max-h-64 md:right-auto md:w-96 overflow-y-auto rounded-large border border-line bg-sheet p-1.5 shadow-sheet"
    >
      {found.map((mentionable, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's, which keeps the focus
        // biome-ignore lint/a11y/useFocusableInteractive: as above
        <div
          key={mentionable.id}
          id={idOf(index)}
          role="option"
          aria-selected={index === active}
          // The field keeps the focus, and a phone its keyboard.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => choose(index)}
          className={`flex min-h-12 cursor-pointer items-center gap-3 rounded-medium px-2 py-1 hover:bg-ice ${index === active ? "bg-blue-soft" : ""}`}
        >
          <Picture {...mentionable} />
          <span className="min-w-0 flex-1 truncate font-semibold">{nameOf(mentionable)}</span>
          <span className="max-w-1/2 truncate text-[13px] text-muted">
            {t(mentionable.kind, { team: teamName })}
          </span>
        </div>
      ))}
    </div>
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
