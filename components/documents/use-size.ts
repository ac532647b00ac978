"use client";
import { useFormatter } from "use-intl";

const UNITS = ["byte", "kilobyte", "megabyte"] as const;

/** A size in bytes as people say it: "43 kB", "1.4 MB". */
export function useSize(): (bytes: number) => string {
  const format = useFormatter();
  return (bytes) => {
    const step = bytes < 1000 ? 0 : bytes < 999_500 ? 1 : 2;
    const value = bytes / 1000 ** step;
    return format.number(value, {
      style: "unit",
      unit: UNITS[step],
      // "54 bytes", and "43 kB".
      unitDisplay: step === 0 ? "long" : "short",
      maximumFractionDigits: step === 2 && value < 10 ? 1 : 0,
    });
  };
}
