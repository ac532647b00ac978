import { hasEarlier, hasLater, receiveFollowing, receiveHistory, type Timeline } from "../timeline";
import type { Remote } from "./remote";

/** Rows that the routes give at most (HISTORY_PAGE of the queries). */
const HISTORY_PAGE = 50;

export type Loading = "idle" | "loading" | "failed";

export type PagesOptions = {
  remote: Pick<Remote, "history" | "following">;
  read(): Timeline;
  write(timeline: Timeline): void;
  onChange(): void;
};

/** Loads what is before and after the window, page by page, as its reader scrolls there. */
export function createPages(options: PagesOptions) {
  const { remote, read } = options;
  const earlier = createSide(options, hasEarlier, async (asked) => {
    const page = await remote.history(asked.from);
    return (timeline) => receiveHistory(timeline, page, asked, HISTORY_PAGE);
  });
  const later = createSide(options, hasLater, async (asked) => {
    const page = await remote.following(asked.to);
    return (timeline) => receiveFollowing(timeline, page, asked);
  });
  return {
    loadEarlier: earlier.load,
    loadLater: later.load,
    state: () => ({
      hasEarlier: hasEarlier(read()),
      hasLater: hasLater(read()),
      earlier: earlier.state(),
      later: later.state(),
    }),
  };
}

function createSide(
  { read, write, onChange }: PagesOptions,
  isThereMore: (timeline: Timeline) => boolean,
  ask: (asked: Timeline) => Promise<(timeline: Timeline) => Timeline>,
) {
  let last: { window: number; loading: Loading } | null = null;
  // What became of a page of another window says nothing of this one.
  const state = (): Loading => (last?.window === read().window ? last.loading : "idle");
  return {
    state,
    async load() {
      const asked = read();
      if (state() === "loading" || !isThereMore(asked)) return;
      const own = { window: asked.window, loading: "loading" as Loading };
      last = own;
      onChange();
      try {
        const receive = await ask(asked);
        own.loading = "idle";
        write(receive(read()));
      } catch (error) {
        console.warn("A page of messages could not be loaded", error);
        own.loading = "failed";
      }
      onChange();
    },
  };
}
