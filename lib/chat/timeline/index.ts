export {
  receiveChanges,
  receiveEvent,
  receiveHead,
  receiveHistory,
  receiveOwn,
  receiveSnapshot,
} from "./receive";
export { completeTo, hasEarlier, hasGap, openTimeline, type Timeline, visibleMessages } from "./timeline";
