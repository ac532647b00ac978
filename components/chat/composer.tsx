"use client";
import { ArrowUp } from "lucide-react";
import { type KeyboardEvent, type RefObject, useEffectEvent, useId, useLayoutEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { MESSAGE_MAX_LENGTH, type Mentionable, messageLength, sendable } from "@/lib/chat/schema";
import { MentionList } from "./mention-list";
import { useMentions } from "./use-mentions";

/** From here on the characters that are left are counted down. */
const NEAR_LIMIT = MESSAGE_MAX_LENGTH - 500;

/** The text to send. Enter sends where there is a keyboard; on a touch screen it breaks the line, and the button sends. */
export function Composer({
  field,
  placeholder,
  teamName,
  mentionables,
  draft,
  onDraft,
  onSend,
}: {
  field: RefObject<HTMLTextAreaElement | null>;
  placeholder: string;
  teamName: string;
  mentionables: readonly Mentionable[];
  draft: string;
  onDraft: (draft: string) => void;
  onSend: () => void;
}) {
  const t = useTranslations("chat.composer");
  const hintId = useId();
  const problemId = useId();
  const mentions = useMentions({ field, text: draft, onText: onDraft, mentionables });
  const [refusedEmpty, setRefusedEmpty] = useState(false);
  const length = messageLength(draft);
  const over = length - MESSAGE_MAX_LENGTH;
  const problem =
    over > 0
      ? t("tooLong", { length, max: MESSAGE_MAX_LENGTH, over })
      : refusedEmpty && !sendable(draft)
        ? t("empty")
        : null;

  // What was typed before the page came to life is known to the browser alone, until React would write over it.
  const adopt = useEffectEvent(() => {
    const typed = field.current?.value;
    if (typed && typed !== draft) onDraft(typed);
  });
  useLayoutEffect(() => adopt(), []);

  const send = () => {
    field.current?.focus();
    if (!sendable(draft)) return setRefusedEmpty(true);
    if (over > 0) return;
    setRefusedEmpty(false);
    onSend();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (mentions.onKeyDown(event)) return;
    if (event.key !== "Enter" || event.shiftKey) return;
    // 229: Safari says that the Enter which ends a composition composes no more.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (window.matchMedia("(pointer: coarse)").matches) return;
    event.preventDefault();
    send();
  };

  return (
    <form
      // Inert until then: a browser that sent it by itself would leave the page, and the text with it.
      method="dialog"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      className="relative rounded-large border border-line bg-sheet p-2 shadow-sheet focus-within:border-blue"
    >
      <MentionList mentions={mentions} teamName={teamName} />
      <div className="flex items-end gap-2">
        <textarea
          ref={field}
          dir="auto"
          rows={1}
          // The draft is kept by us: a browser that filled in its own copy would double it.
          autoComplete="off"
          aria-label={t("label")}
          aria-describedby={problem ? `${problemId} ${hintId}` : hintId}
          aria-invalid={problem !== null}
          placeholder={placeholder}
          value={draft}
          onChange={(event) => {
            onDraft(event.target.value);
            mentions.look(event.target);
          }}
          onKeyDown={onKeyDown}
          {...mentions.fieldProps}
          className="field-sizing-content max-h-48 min-h-10 flex-1 resize-none bg-transparent px-2 py-2 text-[16px] outline-none placeholder:text-muted md:text-[15px]"
        />
        <Button
          type="submit"
          className="size-10 shrink-0 !rounded-full !p-0 md:w-auto md:!rounded-medium md:!px-4"
          aria-label={t("send")}
        >
          <ArrowUp aria-hidden="true" size={20} className="mx-auto md:hidden" />
          <span className="hidden md:inline">{t("send")}</span>
        </Button>
      </div>
      <p id={hintId} className="sr-only">
        {t("hint")}
      </p>
      {problem && (
        <p id={problemId} role="alert" className="px-2 pt-1 text-[13px] text-red">
          {problem}
        </p>
      )}
      {!problem && length > NEAR_LIMIT && (
        <p className="px-2 pt-1 text-right text-[13px] text-muted">{t("near", { left: -over })}</p>
      )}
    </form>
  );
}
