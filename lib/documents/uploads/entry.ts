import type { DocumentRefusalCode } from "../refusal";

/** What a file is handed in for: a team, and a task of it or its next message where there is one. */
export type Target = { team: string; task: string | null; isForMessage?: boolean };

/** A failure that another try can mend. */
export type CutCode = "network" | "unavailable" | "signed_out" | "gone";

/** How far one file is. `sent` is in bytes. */
export type UploadState =
  | { at: "waiting" }
  | { at: "sending"; sent: number }
  | { at: "checking" }
  | { at: "done" }
  | { at: "refused"; code: DocumentRefusalCode }
  | { at: "cut"; code: CutCode };

export type UploadEntry = {
  /** Of this tab alone. */
  key: string;
  target: Target;
  name: string;
  /** In bytes. */
  size: number;
  /** When it was chosen, in milliseconds since 1970; no two at once. */
  at: number;
  state: UploadState;
};

/** What is under way, and would be lost with the tab. */
export const isUnderWay = ({ state: { at } }: UploadEntry): boolean =>
  at === "waiting" || at === "sending" || at === "checking";

export const isFor =
  (target: Target) =>
  (entry: UploadEntry): boolean =>
    entry.target.team === target.team &&
    entry.target.task === target.task &&
    (entry.target.isForMessage ?? false) === (target.isForMessage ?? false);
