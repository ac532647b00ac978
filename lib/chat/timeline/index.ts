export { receiveChanges, receiveEvent, receiveHistory, receiveOwn, receiveSnapshot } from "./receive";
export { hasEarlier, hasGap, openTimeline, type Timeline, visibleMessages } from "./timeline";
