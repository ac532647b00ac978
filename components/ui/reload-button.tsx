"use client";
import { useEffect } from "react";
import { Button } from "./button";

/** Loads the page anew on click, and by itself while it is open. */
export function ReloadButton({ label, everySeconds }: { label: string; everySeconds: number }) {
  useEffect(() => {
    const timer = setInterval(() => window.location.reload(), everySeconds * 1000);
    return () => clearInterval(timer);
  }, [everySeconds]);
  return <Button onClick={() => window.location.reload()}>{label}</Button>;
}
