"use client";
import { useEffect, useEffectEvent, useState } from "react";

const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;

// A dialog asks for an answer first.
const isMeant = (event: DragEvent): boolean => hasFiles(event) && !document.querySelector("dialog[open]");

/**
 * Takes files that are dropped anywhere on the page: beside a small target the browser would open the file instead, and
 * leave the page.
 * @returns whether files are being held over the page
 */
export function useFileDrop(onDrop: (files: File[]) => void): boolean {
  const [isOver, setOver] = useState(false);
  const take = useEffectEvent(onDrop);
  useEffect(() => {
    const ended = new AbortController();
    const { signal } = ended;
    const over = (event: DragEvent) => {
      if (!isMeant(event)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = "copy";
      setOver(true);
    };
    window.addEventListener("dragenter", over, { signal });
    window.addEventListener("dragover", over, { signal });
    window.addEventListener(
      "dragleave",
      (event) => {
        // Out of the window, and not only from one element to the next.
        if (event.relatedTarget === null) setOver(false);
      },
      { signal },
    );
    window.addEventListener(
      "drop",
      (event) => {
        setOver(false);
        if (!isMeant(event)) return;
        event.preventDefault();
        take([...(event.dataTransfer?.files ?? [])]);
      },
      { signal },
    );
    return () => ended.abort();
  }, []);
  return isOver;
}

/** Has files that nobody here takes fall back: the browser would open them, and leave the page. */
export function useDropGuard() {
  useEffect(() => {
    const ended = new AbortController();
    const { signal } = ended;
    const refuse = (event: DragEvent) => {
      if (event.defaultPrevented || !hasFiles(event)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = "none";
    };
    for (const type of ["dragenter", "dragover", "drop"] as const)
      window.addEventListener(type, refuse, { signal });
    return () => ended.abort();
  }, []);
}
