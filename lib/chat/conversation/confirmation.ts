import type { TopicStatus } from "@/lib/realtime/carrier";
import type { FailureCode } from "@/lib/supabase/failure";
import { hasGap } from "../timeline";
import { caughtUp, holeFound, noGaps, statusChanged, type Taken } from "./gap";
import type { Standing } from "./state";

/** What the server has last confirmed or refused, and what was missed of what should have come live. */
export function createConfirmation() {
  let refused: Standing["refused"] = null;
  let gaps = noGaps;
  let confirmedAt: number | null = null;
  let isLeftBehind = false;
  return {
    standing: () => ({ refused, isLeftBehind }),
    state: () => ({ confirmedAt, gap: gaps.open ?? gaps.last }),
    statusChanged(from: TopicStatus, to: TopicStatus) {
      gaps = statusChanged(gaps, from, to);
    },
    answered(answer: Taken, status: TopicStatus) {
      const now = Date.now();
      refused = null;
      gaps = caughtUp(gaps, answer, status, now);
      if (hasGap(answer.after)) return;
      confirmedAt = now;
      isLeftBehind = false;
    },
    failed(code: FailureCode) {
      if (code === "signed_out") refused = "signed_out";
      if (code === "not_found") refused = "gone";
    },
    holeFound() {
      gaps = holeFound(gaps, Date.now());
    },
    /** Nobody listens any more: nothing is owed, and what was missed last is still told. */
    left() {
      gaps = { ...noGaps, last: gaps.last };
      isLeftBehind = true;
    },
  };
}
