"use client";
import { lazy, type ReactNode, Suspense, use, useSyncExternalStore } from "react";
import type { Rehearsal } from "@/lib/realtime/rehearsal/rehearsal";

const RehearsalPanel = lazy(async () => ({
  default: (await import("./rehearsal-panel")).RehearsalPanel,
}));

let starting: Promise<Rehearsal> | undefined;

/** Once per tab. Imported on demand: where nothing is rehearsed, none of it is loaded. */
function startRehearsal(): Promise<Rehearsal> {
  starting ??= import("@/lib/realtime/rehearsal/rehearsal").then((module) => module.startRehearsal());
  return starting;
}

/** What stands inside, not before the faults are on the way of its connections; and the panel that sets them. */
export function Rehearsed({ children }: { children: ReactNode }) {
  const isBrowser = typeof window !== "undefined";
  const rehearsal = isBrowser ? use(startRehearsal()) : null;
  // The server renders no panel, and the browser begins with what the server rendered.
  const isHydrated = useSyncExternalStore(nothingChanges, inBrowser, onServer);
  return (
    <>
      {children}
      {rehearsal && isHydrated && (
        <Suspense>
          <RehearsalPanel rehearsal={rehearsal} />
        </Suspense>
      )}
    </>
  );
}

const nothingChanges = () => () => {};
const inBrowser = () => true;
const onServer = () => false;
