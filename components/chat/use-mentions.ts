import type { RefObject } from "react";
import { useTranslations } from "use-intl";
import { begunAt, completed, completionsOf } from "@/lib/chat/mentions/completion";
import type { Mentionable } from "@/lib/chat/schema";
import { useCompletion } from "./composer/use-completion";

export type Mentions = ReturnType<typeof useMentions>;

/** Completes an @ to somebody's name. */
export function useMentions({
  mentionables,
  ...of
}: {
  field: RefObject<HTMLTextAreaElement | null>;
  text: string;
  onText: (text: string) => void;
  mentionables: readonly Mentionable[];
}) {
  const t = useTranslations("chat.mentions");
  return useCompletion<Mentionable>({
    ...of,
    begunAt,
    find: (query) => completionsOf(query, mentionables),
    complete: (text, begun, { name }) => completed(text, begun, name),
    foundSentence: (count) => t("found", { count }),
  });
}
