"use client";
import { type ReactNode, useEffect, useRef } from "react";
import type { Completion } from "./use-completion";

/** What something that is being written may become, above the composer; nothing while it may become nothing. */
export function CompletionList<Item extends { readonly id: string }>({
  completion,
  label,
  children,
}: {
  completion: Completion<Item>;
  label: string;
  /** What an option shows. */
  children: (item: Item) => ReactNode;
}) {
  const list = useRef<HTMLDivElement>(null);
  const { found, active, listId, idOf, choose } = completion;
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: "nearest" });
  }, [active]);
  if (found.length === 0) return null;
  return (
    <div
      ref={list}
      id={listId}
      role="listbox"
      aria-label={label}
      className="absolute inset-x-0 bottom-full z-10 mb-1.5 max-h-64 md:right-auto md:w-96 overflow-y-auto rounded-large border border-line bg-sheet p-1.5 shadow-sheet"
    >
      {found.map((item, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's, which keeps the focus
        // biome-ignore lint/a11y/useFocusableInteractive: as above
        <div
          key={item.id}
          id={idOf(index)}
          role="option"
          aria-selected={index === active}
          // The field keeps the focus, and a phone its keyboard.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => choose(index)}
          className={`flex min-h-12 cursor-pointer items-center gap-3 rounded-medium px-2 py-1 hover:bg-ice ${index === active ? "bg-blue-soft" : ""}`}
        >
          {children(item)}
        </div>
      ))}
    </div>
  );
}
