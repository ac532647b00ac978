import { callMade, nextCall, noCalls, nothingTold } from "../presence-calls";

/** How a channel is told; answers with whether it was. */
export type PushPresence = (isShown: boolean) => Promise<"ok" | "refused" | "lost">;

/** Shows the reader on a topic while that is wanted, as often as Realtime takes it, and anew on each channel. */
export function createOwnPresence() {
  let calls = noCalls;
  let isWanted = false;
  let push: PushPresence | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function act() {
    clearTimeout(timer);
    if (!push) return;
    const now = performance.now();
    const at = nextCall(calls, isWanted, now);
    if (at === null) return;
    if (at > now) timer = setTimeout(act, at - now);
    else void call(push, isWanted, now);
  }

  async function call(by: PushPresence, isShown: boolean, now: number) {
    calls = callMade(calls, isShown, now);
    const answer = await by(isShown);
    // A refusal stands as long as the channel does. What was lost on the way is said again.
    if (by !== push || answer !== "lost") return;
    calls = { ...calls, isShown: !isShown };
    act();
  }

  return {
    want(isShown: boolean) {
      isWanted = isShown;
      act();
    },
    joined(by: PushPresence) {
      push = by;
      calls = nothingTold(calls);
      act();
    },
    left() {
      push = null;
      clearTimeout(timer);
    },
  };
}
export type OwnPresence = ReturnType<typeof createOwnPresence>;
