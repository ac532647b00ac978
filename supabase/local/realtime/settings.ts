/** What a Realtime server allows and how long it waits. Times in milliseconds, sizes in bytes. */
export type Settings = {
  /** Largest frame a client may send; the connection closes with 1009 beyond it. */
  maxFrameBytes: number;
  /** Largest payload of one client broadcast (3 MB on a paid plan, 256 KB on the free one). */
  maxBroadcastBytes: number;
  /** What may wait for a socket that does not read, before the socket is terminated. */
  maxBufferedBytes: number;
  /** Frames of one socket that may wait for the database, before the socket is terminated. */
  maxPendingFrames: number;
  /** A socket that sends nothing, not even a heartbeat, is closed after this long. */
  heartbeatTimeout: number;
  /** A socket that has joined nothing is closed after this long. */
  emptySocketTimeout: number;
  sockets: number;
  channelsPerSocket: number;
  joinsPerSecond: number;
  /** Broadcasts that one channel may send in a second. */
  messagesPerSecond: number;
  /** Presence calls that one channel may make in a window; one more closes it. */
  presenceCalls: number;
  presenceWindow: number;
  /** A joined channel's token is looked at again after at most this long. */
  tokenCheckInterval: number;
  /** How long `replication_ready` may take. */
  replicationReadyTimeout: number;
  /** The pause before a refused join is answered. The real server takes 5 s, to slow a client that retries
   *  at once; on one's own machine that only makes a mistake hard to see. */
  refusalDelay: number;
};

/** The limits of a hosted project on the Pro plan, where a limit depends on the plan. */
export const DEFAULTS: Settings = {
  maxFrameBytes: 5_000_000,
  maxBroadcastBytes: 3_000_000,
  maxBufferedBytes: 8_000_000,
  maxPendingFrames: 500,
  heartbeatTimeout: 60_000,
  emptySocketTimeout: 600_000,
  sockets: 10_000,
  channelsPerSocket: 100,
  joinsPerSecond: 500,
  messagesPerSecond: 500,
  presenceCalls: 5,
  presenceWindow: 30_000,
  tokenCheckInterval: 300_000,
  replicationReadyTimeout: 60_000,
  refusalDelay: 50,
};
