"use client";
import { type ReactNode, useId, useLayoutEffect, useRef } from "react";
import { createPortal } from "react-dom";

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
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  // Closed before it is taken away: the browser then leads the focus back to where it was.
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  // Apart from where it was opened: a popover that holds the button closes, and all within it.
  return createPortal(
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      // The event comes late: by then it may be open again.
      onClose={(event) => {
        if (!event.currentTarget.open) onClose();
      }}
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
