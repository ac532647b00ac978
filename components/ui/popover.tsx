"use client";
import { type ReactNode, type ToggleEvent, useEffect, useId, useRef, useState } from "react";

/** Between the button and what it opens, and between that and the edge of the window. */
const DISTANCE_PX = 8;

/** A button that opens some more about what it says, beside itself. Escape and a click elsewhere close it. */
export function Popover({
  label,
  button,
  className,
  children,
}: {
  /** What the opened part is called. */
  label: string;
  button: ReactNode;
  /** Of the button. */
  className: string;
  children: ReactNode;
}) {
  const id = useId();
  const opener = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);

  useEffect(() => {
    if (!isOpen) return;
    const close = () => panel.current?.hidePopover();
    window.addEventListener("resize", close);
    return () => window.removeEventListener("resize", close);
  }, [isOpen]);
  const onToggle = ({ newState }: ToggleEvent) => {
    if (newState === "open" && opener.current && panel.current) placeBeside(opener.current, panel.current);
  };

  return (
    <>
      <button ref={opener} type="button" popoverTarget={id} className={className}>
        {button}
      </button>
      {/* biome-ignore lint/a11y/useSemanticElements: a popover is no set of form fields */}
      <div
        ref={panel}
        id={id}
        popover="auto"
        role="group"
        aria-label={label}
        onBeforeToggle={({ newState }) => setOpen(newState === "open")}
        onToggle={onToggle}
        className="fixed inset-auto m-0 max-h-[min(30rem,calc(100dvh-1rem))] w-80 max-w-[calc(100vw-1rem)] overflow-y-auto rounded-large border border-line bg-sheet p-4 text-ink shadow-sheet"
      >
        {isOpen && children}
      </div>
    </>
  );
}

/** Below the button if there is room, else above, and within the window. */
function placeBeside(opener: HTMLElement, panel: HTMLElement) {
  const box = opener.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const { offsetWidth, offsetHeight } = panel;
  const isBelow = box.bottom + DISTANCE_PX + offsetHeight <= clientHeight - DISTANCE_PX;
  const top = isBelow ? box.bottom + DISTANCE_PX : box.top - DISTANCE_PX - offsetHeight;
  const left = Math.min(box.left, clientWidth - DISTANCE_PX - offsetWidth);
  panel.style.top = `${Math.max(DISTANCE_PX, top)}px`;
  panel.style.left = `${Math.max(DISTANCE_PX, left)}px`;
}
