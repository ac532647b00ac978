"use client";
import { useState, useTransition } from "react";
import { useDevice } from "./device-provider";

/** Why notifications did not begin here; each has its sentence in the catalogue (`push.problem.*`). */
export type TurnOnProblem = "dismissed" | "failed";

/** Begins notifications in this browser, on a click. @param onTurnedOn called once they have begun */
export function useTurnOn(onTurnedOn?: () => void) {
  const device = useDevice();
  const [isPending, start] = useTransition();
  const [problem, setProblem] = useState<TurnOnProblem | null>(null);
  const turnOn = () => {
    setProblem(null);
    // Begun within the click: a browser asks only then.
    const answer = device.turnOn();
    start(async () => {
      try {
        const outcome = await answer;
        if (outcome === "on") onTurnedOn?.();
        // The browser says that it is blocked, and what is to be done about it.
        else if (outcome !== "blocked") setProblem(outcome);
      } catch (error) {
        console.warn("Notifications could not be turned on", error);
        setProblem("failed");
      }
    });
  };
  return { turnOn, isPending, problem };
}
