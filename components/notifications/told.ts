import { toast } from "sonner";

const ids = new Set<string>();
const open = new Set<"panel" | "page">();

/** The toasts that tell of what has arrived, as far as they may still be there. None while a list of all is open. */
export const told = {
  isHeld: () => open.size > 0,
  add: (id: string) => void ids.add(id),
  dismiss(id: string) {
    if (ids.delete(id)) toast.dismiss(id);
  },
  hold(list: "panel" | "page", isOpen: boolean) {
    if (!isOpen) return void open.delete(list);
    open.add(list);
    for (const id of [...ids]) told.dismiss(id);
  },
};
