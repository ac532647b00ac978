"use client";
import { type ReactNode, useId } from "react";
import { createPortal } from "react-dom";
import { useModal } from "./use-modal";

/** Asks for an answer before anything else goes on, while it is rendered. Escape closes. */
export function Dialog({
  title,
  onClose,
  children,
}: {
  title: string;
  onClose: () => void;
  children: ReactNode;
}) {
  const modal = useModal(onClose);
  const titleId = useId();
  // Apart from where it was opened: a popover that holds the button closes, and all within it.
  return createPortal(
    <dialog
      {...modal}
      aria-labelledby={titleId}
      className="m-auto w-[min(26rem,calc(100vw-2rem))] rounded-large border border-line bg-sheet p-5 text-ink shadow-sheet backdrop:bg-rail/60"
    >
      <h2 id={titleId} className="text-2xl">
        {title}
      </h2>
      {children}
    </dialog>,
    document.body,
  );
}
