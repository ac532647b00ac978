"use client";
import { Copy, Link2, type LucideIcon, MailOpen, Pencil, Trash2 } from "lucide-react";
import { type KeyboardEvent, useEffect, useEffectEvent, useLayoutEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import type { changeRight } from "@/lib/chat/edits/right";
import { CHANGE_MINUTES, type Message } from "@/lib/chat/schema";

export type MessageAct = "copyText" | "copyLink" | "markUnread" | "edit" | "delete";

const ICONS: Record<MessageAct, LucideIcon> = {
  copyText: Copy,
  copyLink: Link2,
  markUnread: MailOpen,
  edit: Pencil,
  delete: Trash2,
};
/** Between the menu and what it belongs to, and the edges of the window, in pixels. */
const GAP_PX = 4;

/** What can be done with a message; on a phone at the thumb. Escape, Tab, and a press beside it close. */
export function MessageMenu({
  message,
  right,
  anchor,
  onAct,
  onClose,
}: {
  message: Message;
  right: ReturnType<typeof changeRight>;
  anchor: HTMLElement;
  onAct: (act: MessageAct) => void;
  onClose: () => void;
}) {
  const t = useTranslations("chat.menu");
  const menu = useRef<HTMLDivElement>(null);
  const close = useEffectEvent(onClose);

  useLayoutEffect(() => {
    const element = menu.current;
    if (!element) return;
    // Above everything, and not closed by the finger that opened it and now leaves the screen, as an "auto" one is.
    element.showPopover();
    place(element, anchor);
    element.querySelector<HTMLElement>("[role=menuitem]")?.focus({ preventScroll: true });
  }, [anchor]);

  useEffect(() => {
    const ended = new AbortController();
    const { signal } = ended;
    const beside = ({ target }: Event) => {
      if (!(target instanceof Node)) return;
      // The button that opened it closes it too, by its click.
      const isItsButton = anchor instanceof HTMLButtonElement && anchor.contains(target);
      if (!isItsButton && !menu.current?.contains(target)) close();
    };
    document.addEventListener("pointerdown", beside, { signal, capture: true });
    document.addEventListener("wheel", beside, { signal, passive: true });
    // A phone's keyboard goes away when the focus leaves the text.
    window.addEventListener("resize", () => menu.current && place(menu.current, anchor), { signal });
    return () => ended.abort();
  }, [anchor]);

  const acts: MessageAct[] = [
    ...(message.content ? (["copyText"] as const) : []),
    "copyLink",
    "markUnread",
    ...(right === "none" ? [] : (["edit", "delete"] as const)),
  ];

  // What had the focus may be gone with the message's text.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each time that there is something else to do
  useLayoutEffect(() => {
    const element = menu.current;
    if (!element?.contains(document.activeElement))
      element?.querySelector<HTMLElement>("[role=menuitem]")?.focus({ preventScroll: true });
  }, [acts.length]);

  return (
    <div
      ref={menu}
      popover="manual"
      role="menu"
      aria-label={t("title")}
      onKeyDown={(event) => onMenuKey(event, onClose)}
      className="fixed inset-auto m-0 w-64 rounded-large border border-line bg-sheet p-1.5 text-ink shadow-above max-md:inset-x-2 max-md:top-auto! max-md:bottom-2 max-md:left-2! max-md:w-auto max-md:pb-[max(0.375rem,env(safe-area-inset-bottom))]"
    >
      {acts.map((act) => {
        const Icon = ICONS[act];
        const isLate = right === "late" && (act === "edit" || act === "delete");
        return (
          <button
            key={act}
            type="button"
            role="menuitem"
            tabIndex={-1}
            aria-disabled={isLate}
            onClick={() => !isLate && onAct(act)}
            className={`flex min-h-10 w-full cursor-pointer items-center gap-3 rounded-medium px-2.5 py-1.5 text-left hover:bg-blue-soft focus:bg-blue-soft focus-visible:-outline-offset-2 aria-disabled:cursor-default aria-disabled:text-muted max-md:min-h-12 ${act === "delete" && !isLate ? "text-red" : ""}`}
          >
            <Icon aria-hidden="true" size={18} className="shrink-0" />
            <span>
              {t(act)}
              {isLate && (
                <span className="block text-[13px] text-muted">{t("late", { minutes: CHANGE_MINUTES })}</span>
              )}
            </span>
          </button>
        );
      })}
    </div>
  );
}

/** Below what it belongs to, or above it where there is no room; on a phone the style sheet knows better. */
function place(menu: HTMLElement, anchor: HTMLElement) {
  const at = anchor.getBoundingClientRect();
  const { offsetWidth, offsetHeight } = menu;
  const isRoomBelow = at.bottom + GAP_PX + offsetHeight < window.innerHeight - GAP_PX;
  const top = isRoomBelow ? at.bottom + GAP_PX : at.top - GAP_PX - offsetHeight;
  menu.style.top = `${Math.max(GAP_PX, Math.min(top, window.innerHeight - offsetHeight - GAP_PX))}px`;
  menu.style.left = `${Math.max(GAP_PX, at.right - offsetWidth)}px`;
}

function onMenuKey(event: KeyboardEvent<HTMLElement>, onClose: () => void) {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>("[role=menuitem]")];
  const index = items.indexOf(document.activeElement as HTMLElement);
  const to = {
    ArrowDown: (index + 1) % items.length,
    ArrowUp: (index + items.length - 1) % items.length,
    Home: 0,
    End: items.length - 1,
  }[event.key];
  if (to !== undefined) items[to]?.focus();
  else if (event.key === "Escape" || event.key === "Tab") onClose();
  else return;
  event.preventDefault();
  // What lies below has keys of its own.
  event.stopPropagation();
}
