"use client";
import { useTranslations } from "use-intl";
import { Plate } from "@/components/ui/plate";
import type { ConversationState } from "@/lib/chat/conversation/state";
import type { Mentionable } from "@/lib/chat/schema";
import { ContextButtons } from "./context/context-buttons";
import type { TeamContextProps } from "./context/team-context";
import type { Fold } from "./context/use-fold";
import { ConversationMenu } from "./conversation-menu";
import { HelpButton } from "./help/help-button";
import { InboxBack } from "./inbox/inbox-back";
import { Seal } from "./seal";
import { SearchButton } from "./search/search-button";
import type { Reader } from "./use-conversation";
import { WhoIsHere } from "./who-is-here";

export type HeadingTeam = {
  id: string;
  code: string;
  name: string;
  primary_colour: string;
  secondary_colour: string;
};

type Props = {
  reader: Reader;
  team: HeadingTeam;
  state: ConversationState;
  mentionables: readonly Mentionable[];
  /** What an organiser has beside the conversation, and whether it is folded. */
  beside: TeamContextProps & { name: string };
  panelId: string;
  fold: Fold;
};

/** Whose conversation it is, who is here, how current it is, and what can be done with it as a whole. */
export function ConversationHeading({ reader, team, state, mentionables, beside, panelId, fold }: Props) {
  const t = useTranslations("chat");
  const isOrganiser = reader.role === "admin";
  return (
    <header className="flex items-center gap-3 border-b border-line bg-sheet px-3 py-2.5 max-md:gap-2 md:px-5">
      {isOrganiser && <InboxBack />}
      <Plate code={team.code} primary={team.primary_colour} secondary={team.secondary_colour} />
      <h1 className="min-w-0 flex-1 truncate text-2xl">{isOrganiser ? team.name : t("organisers")}</h1>
      {/* On an organiser's phone it is beside the conversation, with all of the team's people: the name needs the room. */}
      <div className={isOrganiser ? "max-md:hidden" : "contents"}>
        <WhoIsHere state={state} mentionables={mentionables} />
      </div>
      {isOrganiser && (
        <ContextButtons {...beside} panelId={panelId} isFolded={fold.isFolded} onToggle={fold.toggle} />
      )}
      <SearchButton team={team.code} hasKey isInMenuOnPhones={isOrganiser} />
      <HelpButton />
      {isOrganiser && <ConversationMenu team={team} readerId={reader.id} />}
      <Seal state={state} />
    </header>
  );
}
