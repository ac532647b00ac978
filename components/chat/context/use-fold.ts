import { useState } from "react";
import { foldCookie } from "@/lib/chat/context/fold";

/** As it was last folded in this tab: a page that was fetched ahead may know an older state. */
let here: boolean | null = null;

export type Fold = ReturnType<typeof useFold>;

/** Whether the context is folded away, on this device and for all conversations. */
export function useFold(rendered: boolean) {
  const [isFolded, setFolded] = useState(() => here ?? rendered);
  return {
    isFolded,
    toggle() {
      const next = !isFolded;
      here = next;
      // biome-ignore lint/suspicious/noDocumentCookie: the server reads it; the Cookie Store is not there over plain http
      document.cookie = foldCookie(next);
      setFolded(next);
    },
  };
}
