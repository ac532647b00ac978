import { type SyntheticEvent, useLayoutEffect, useRef } from "react";

/** Has a `<dialog>` stand above everything else while it is rendered. Escape closes. */
export function useModal(onClose: () => void) {
  const ref = useRef<HTMLDialogElement>(null);
  // Closed before it is taken away: the browser then leads the focus back to where it was.
  useLayoutEffect(() => {
    const element = ref.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return {
    ref,
    // The event comes late: by then it may be open again.
    onClose({ currentTarget }: SyntheticEvent<HTMLDialogElement>) {
      if (!currentTarget.open) onClose();
    },
  };
}
