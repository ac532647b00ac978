import { type RefObject, useEffect, useEffectEvent, useMemo, useSyncExternalStore } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { useLive } from "@/components/live/live-provider";
import type { ConversationState } from "@/lib/chat/conversation/state";
import { placeOf } from "@/lib/people/profile/time-zones";
import { begunAt, completed, completionsOf } from "@/lib/replies/completion";
import { filled, firstName, type Values } from "@/lib/replies/fill";
import type { Replies, Reply } from "@/lib/replies/schema";
import { useCompletion } from "../composer/use-completion";

/** The canned replies beside a conversation, and what they say there. Null for whoever answers no teams. */
export type CannedReplies = {
  readonly replies: readonly Reply[];
  readonly say: (reply: Reply) => string;
  /** Somebody looks for one. */
  readonly refresh: () => void;
} | null;

/** @param initial as the page brought them along; null where there are none to offer */
export function useCannedReplies(
  initial: Replies | null,
  { teamId, teamName, state }: { teamId: string; teamName: string; state: ConversationState },
): CannedReplies {
  const live = useLive();
  const t = useTranslations("replies");
  const format = useFormatter();
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the page brought along is a beginning, and no more
  const store = useMemo(() => live.replies({ teamId, initial }), [live, teamId]);
  const known = useSyncExternalStore(store.subscribe, store.getSnapshot, store.getSnapshot);
  if (!known) return null;
  const { replies, nextDueAt, timeZone } = known;
  const seen = state.hasLater ? undefined : state.messages.findLast(isOfTeam)?.sender_name;
  const writer = seen ?? known.lastWriter;
  const values: Values = {
    name: writer === null ? teamName : firstName(writer),
    team: teamName,
    deadline:
      nextDueAt === null
        ? t("noDeadline")
        : t("deadline", {
            // By the team's own clock, which is named: whoever reads it may be elsewhere.
            place: placeOf(timeZone),
            time: format.dateTime(new Date(nextDueAt), {
              ...{ weekday: "long", day: "numeric", month: "long" },
              ...{ hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone },
            }),
          }),
  };
  return { replies, say: ({ content }) => filled(content, values), refresh: () => void store.refresh() };
}

const isOfTeam = ({ sender_role, deleted_at }: ConversationState["messages"][number]) =>
  sender_role === "member" && deleted_at === null;

export type ReplyCompletion = ReturnType<typeof useReplyCompletion>;

/** Completes a / at the beginning of a word to a canned reply. */
export function useReplyCompletion({
  canned,
  ...of
}: {
  field: RefObject<HTMLTextAreaElement | null>;
  text: string;
  onText: (text: string) => void;
  canned: CannedReplies;
}) {
  const t = useTranslations("replies");
  const completion = useCompletion<Reply>({
    ...of,
    begunAt,
    find: (query) => (canned ? completionsOf(query, canned.replies) : []),
    complete: (text, begun, reply) => completed(text, begun, canned?.say(reply) ?? ""),
    foundSentence: (count) => t("found", { count }),
  });
  const refresh = useEffectEvent(() => canned?.refresh());
  useEffect(() => {
    if (completion.isBegun) refresh();
  }, [completion.isBegun]);
  return completion;
}
