"use client";
import { useEffect, useState } from "react";

/** From here on somebody wonders whether anything still happens. */
const LONG_MS = 10_000;

/** True once something has been under way for long. */
export function useIsLong(isPending: boolean): boolean {
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    if (!isPending) return;
    const timer = setTimeout(() => setLong(true), LONG_MS);
    return () => {
      clearTimeout(timer);
      setLong(false);
    };
  }, [isPending]);
  return isLong;
}
