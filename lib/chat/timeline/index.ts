export {
  receiveChanges,
  receiveEvent,
  receiveFollowing,
  receiveHead,
  receiveHistory,
  receiveOwn,
  receiveSnapshot,
  receiveWindow,
} from "./receive";
export {
  completeTo,
  hasEarlier,
  hasGap,
  hasLater,
  openTimeline,
  shownTo,
  type Timeline,
  visibleMessages,
} from "./timeline";
export { createVisibleMessages } from "./visible";
