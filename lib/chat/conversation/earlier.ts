import { hasEarlier, receiveHistory, type Timeline } from "../timeline";
import type { Remote } from "./remote";

/** Rows that the history route gives at most (HISTORY_PAGE of the queries). */
const HISTORY_PAGE = 50;

export type EarlierOptions = {
  remote: Pick<Remote, "history">;
  read(): Timeline;
  write(timeline: Timeline): void;
  onChange(): void;
};

/** Loads what is before the window, page by page, as its reader scrolls up. */
export function createEarlier({ remote, read, write, onChange }: EarlierOptions) {
  let state: "idle" | "loading" | "failed" = "idle";
  return {
    state: () => state,
    async load() {
      if (state === "loading" || !hasEarlier(read())) return;
      state = "loading";
      onChange();
      const asked = read();
      try {
        const page = await remote.history(asked.from);
        state = "idle";
        write(receiveHistory(read(), page, asked, HISTORY_PAGE));
      } catch (error) {
        console.warn("Earlier messages could not be loaded", error);
        state = "failed";
      }
      onChange();
    },
  };
}
