"use client";
import { ArrowUp, Check } from "lucide-react";
import {
  type ClipboardEvent,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useEffectEvent,
  useId,
  useLayoutEffect,
} from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { MESSAGE_MAX_LENGTH, type Mentionable } from "@/lib/chat/schema";
import { completing } from "./composer/use-completion";
import { MentionList } from "./mention-list";
import { ReplyList } from "./replies/reply-list";
import { type CannedReplies, useReplyCompletion } from "./replies/use-replies";
import { useMentions } from "./use-mentions";

/** From here on the characters that are left are counted down. */
const NEAR_LIMIT = MESSAGE_MAX_LENGTH - 500;

/** The text to send. Enter sends where there is a keyboard; on a touch screen it breaks the line, and the button sends. */
export function Composer({
  field,
  placeholder,
  teamName,
  mentionables,
  canned = null,
  words,
  text,
  onText,
  onAdopt = onText,
  length,
  problem,
  isEditing,
  isBusy = false,
  isOver = false,
  onSend,
  onKey,
  onPaste,
  above,
  buttons,
}: {
  field: RefObject<HTMLTextAreaElement | null>;
  placeholder: string;
  teamName: string;
  mentionables: readonly Mentionable[];
  canned?: CannedReplies;
  /** Of a note, which no team ever sees: it looks and is called otherwise than a message. */
  words?: { label: string; save: string; hint: string };
  text: string;
  onText: (text: string) => void;
  /** Takes what was typed before the page came to life. */
  onAdopt?: (typed: string) => void;
  /** Of all that would be sent, in characters. */
  length: number;
  /** Why it cannot be sent as it is. */
  problem: string | null;
  /** Whether it is the text of a message that is there already. */
  isEditing: boolean;
  /** It is being stored: until that is done it stays as it is. */
  isBusy?: boolean;
  /** Files are being held over the page. */
  isOver?: boolean;
  onSend: () => void;
  /** What else a key does here; true for one that has done it. */
  onKey: (event: KeyboardEvent) => boolean;
  onPaste: (event: ClipboardEvent) => void;
  /** What goes with the text. */
  above: ReactNode;
  buttons: ReactNode;
}) {
  const t = useTranslations("chat.composer");
  const hintId = useId();
  const problemId = useId();
  const mentions = useMentions({ field, text, onText, mentionables });
  const replies = useReplyCompletion({ field, text, onText, canned });
  const completions = completing(mentions, replies);
  const left = MESSAGE_MAX_LENGTH - length;
  const said = left < 0 ? t("tooLong", { length, max: MESSAGE_MAX_LENGTH, over: -left }) : problem;
  const Icon = isEditing || words ? Check : ArrowUp;
  const action = words?.save ?? t(isEditing ? "save" : "send");
  const colours = words
    ? "border-plum bg-plum-soft"
    : `bg-sheet ${isEditing ? "border-blue" : "border-line"}`;

  // What was typed before the page came to life is known to the browser alone, until React would write over it.
  const adopt = useEffectEvent(() => {
    const typed = field.current?.value;
    if (typed && typed !== text) onAdopt(typed);
  });
  useLayoutEffect(() => adopt(), []);

  const send = () => {
    field.current?.focus();
    if (left >= 0) onSend();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (completions.onKeyDown(event)) return;
    // 229: Safari says that the Enter which ends a composition composes no more.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (onKey(event)) return event.preventDefault();
    if (event.key !== "Enter" || event.shiftKey) return;
    if (window.matchMedia("(pointer: coarse)").matches) return;
    event.preventDefault();
    send();
  };

  return (
    <form
      // Inert until then: a browser that sent it by itself would leave the page, and the text with it.
      method="dialog"
      data-over={isOver}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      className={`relative rounded-large border p-2 shadow-sheet focus-within:border-blue data-[over=true]:border-blue data-[over=true]:border-dashed data-[over=true]:bg-blue-soft ${colours}`}
    >
      <MentionList mentions={mentions} teamName={teamName} />
      <ReplyList completion={replies} canned={canned} />
      {above}
      <div className="flex items-end gap-2">
        {buttons}
        <textarea
          ref={field}
          dir="auto"
          rows={1}
          // The draft is kept by us: a browser that filled in its own copy would double it.
          autoComplete="off"
          aria-label={words?.label ?? t("label")}
          aria-describedby={said ? `${problemId} ${hintId}` : hintId}
          aria-invalid={said !== null}
          readOnly={isBusy}
          placeholder={placeholder}
          value={text}
          onChange={(event) => {
            onText(event.target.value);
            completions.look(event.target);
          }}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          {...completions.fieldProps}
          className="field-sizing-content max-h-48 min-h-10 min-w-0 flex-1 resize-none bg-transparent read-only:text-muted px-2 py-2 text-[16px] outline-none placeholder:overflow-hidden placeholder:text-ellipsis placeholder:whitespace-nowrap placeholder:text-muted md:text-[15px]"
        />
        <Button
          type="submit"
          className="size-10 shrink-0 !rounded-full !p-0 md:w-auto md:!rounded-medium md:!px-4"
          aria-label={action}
        >
          <Icon aria-hidden="true" size={20} className="mx-auto md:hidden" />
          <span className="hidden md:inline">{action}</span>
        </Button>
      </div>
      <p id={hintId} className="sr-only">
        {words?.hint ?? t(canned ? "hintWithReplies" : "hint")}
      </p>
      {said && (
        <p id={problemId} role="alert" className="px-2 pt-1 text-[13px] text-red">
          {said}
        </p>
      )}
      {!said && length > NEAR_LIMIT && (
        <p className="px-2 pt-1 text-right text-[13px] text-muted">{t("near", { left })}</p>
      )}
    </form>
  );
}
