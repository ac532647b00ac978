"use client";
import { type ChangeEvent, useId, useState, useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";
import { CALM, type Faults } from "@/lib/realtime/rehearsal/faults";
import type { Rehearsal } from "@/lib/realtime/rehearsal/rehearsal";

/** The texts stand here and not in the catalogue: only developers see them, in the language of the code. */
const SHARES = { drop: "Drop", delay: "Delay", duplicate: "Duplicate", reorder: "Reorder" } as const;
const NUMBERS = { delayMs: "Delay by (ms)", seed: "Seed" } as const;
const SWITCHES = {
  offline: "Offline",
  blockWebSocket: "Block WebSocket",
  blockSse: "Block the stream of events",
  bufferSse: "Hold back the stream of events",
  stallSend: "Hold back the answer to a send",
  loseSend: "Lose a send",
  stallAll: "Stall everything",
} as const;
const OPEN = "rinkside-rehearsal-open";

/** Sets the faults by hand, and tells what they did. */
export function RehearsalPanel({ rehearsal }: { rehearsal: Rehearsal }) {
  const faults = useSyncExternalStore(rehearsal.subscribe, rehearsal.faults, rehearsal.faults);
  const [wasOpen] = useState(() => sessionStorage.getItem(OPEN) === "1");
  const active = activeFaults(faults);
  return (
    <aside aria-label="Rehearsal" className="fixed bottom-34 left-2 z-40 text-[13px] md:bottom-20">
      <details
        open={wasOpen}
        onToggle={(event) => sessionStorage.setItem(OPEN, event.currentTarget.open ? "1" : "0")}
        className="group max-h-[calc(100dvh-11rem)] overflow-y-auto rounded-large border border-line bg-sheet text-ink shadow-sheet open:w-72"
      >
        <summary className="cursor-pointer px-2 py-1 font-board text-[13px] tracking-wide select-none">
          Faults
          {active > 0 && (
            <span className="ml-1.5 rounded-full bg-red px-1.5 text-on-red">
              {active}
              <span className="sr-only"> active</span>
            </span>
          )}
        </summary>
        <form
          className="flex flex-col gap-2 border-t border-line p-3"
          onSubmit={(event) => event.preventDefault()}
        >
          {keysOf(SHARES).map((key) => (
            <Share
              key={key}
              label={SHARES[key]}
              value={faults[key]}
              onChange={(value) => rehearsal.set({ [key]: value })}
            />
          ))}
          {keysOf(NUMBERS).map((key) => (
            <label key={key} className="flex items-center justify-between gap-2">
              {NUMBERS[key]}
              <input
                type="number"
                min={0}
                max={60_000}
                value={faults[key]}
                onChange={({ target }) =>
                  target.validity.valid && rehearsal.set({ [key]: Number(target.value) })
                }
                className="w-24 rounded-small border border-line bg-ice px-2 py-0.5 text-right"
              />
            </label>
          ))}
          {keysOf(SWITCHES).map((key) => (
            <label key={key} className="flex cursor-pointer items-center gap-2">
              <input
                type="checkbox"
                className="accent-blue"
                checked={faults[key]}
                onChange={({ target }) => rehearsal.set({ [key]: target.checked })}
              />
              {SWITCHES[key]}
            </label>
          ))}
          <div className="flex flex-wrap gap-x-4">
            <Button look="link" onClick={rehearsal.killSocket}>
              Cut the connection
            </Button>
            <Button look="link" onClick={rehearsal.expireToken}>
              Let the token end
            </Button>
            <Button look="link" onClick={rehearsal.calm}>
              No faults
            </Button>
          </div>
          <Log rehearsal={rehearsal} />
        </form>
      </details>
    </aside>
  );
}

function Share(props: { label: string; value: number; onChange(value: number): void }) {
  const id = useId();
  return (
    <div className="grid grid-cols-[5rem_minmax(0,1fr)_3rem] items-center gap-2">
      <label htmlFor={id}>{props.label}</label>
      <input
        id={id}
        type="range"
        className="accent-blue"
        min={0}
        max={1}
        step={0.05}
        value={props.value}
        onChange={({ target }: ChangeEvent<HTMLInputElement>) => props.onChange(Number(target.value))}
      />
      <output htmlFor={id} className="text-right">
        {Math.round(props.value * 100)} %
      </output>
    </div>
  );
}

/** The latest of what was done. */
function Log({ rehearsal }: { rehearsal: Rehearsal }) {
  const log = useSyncExternalStore(rehearsal.subscribe, rehearsal.log, rehearsal.log);
  return (
    <ol aria-label="What was done" className="border-t border-line pt-2 text-[12px] text-muted">
      {log.slice(-6).map(({ at, what }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines have no state, and two may be alike
        <li key={index} className="truncate">
          {new Date(at).toLocaleTimeString("en-GB")} {what}
        </li>
      ))}
    </ol>
  );
}

function activeFaults(faults: Faults): number {
  return [...keysOf(SHARES), ...keysOf(SWITCHES)].filter((key) => faults[key] !== CALM[key]).length;
}

function keysOf<T extends object>(record: T) {
  return Object.keys(record) as (keyof T)[];
}
