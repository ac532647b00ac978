import type { Carrier, TopicEvent, TopicStatus } from "@/lib/realtime/carrier";

export type LiveTopicOptions = {
  carrier: Carrier;
  /** Its name to begin with. */
  name: string;
  onEvent(event: TopicEvent): void;
  onStatus(from: TopicStatus, to: TopicStatus): void;
  /** `join`: the connection is a new one; `poll`: nothing flows, so ask; `wake`: probably nothing was missed. */
  onCatchUp(why: "join" | "poll" | "wake"): void;
};

/** The topic on which a conversation is said live, under whichever name it has now, and how it stands. */
export function createLiveTopic({ carrier, name, onEvent, onStatus, onCatchUp }: LiveTopicOptions) {
  let current = name;
  let standing = silent();
  let isNew = false;
  let stopListening: (() => void) | null = null;

  function receiveStatus(to: TopicStatus) {
    const from = standing.status;
    if (from !== to) {
      const isCurrent = to === "live" || to === "polled";
      isNew = true;
      standing = {
        status: to,
        wasLive: standing.wasLive || isCurrent,
        liveSince: isCurrent ? Date.now() : null,
      };
    }
    onStatus(from, to);
  }

  function catchUp() {
    const isJoin = isNew || standing.status === "joining";
    isNew = false;
    onCatchUp(isJoin ? "join" : standing.status === "live" ? "wake" : "poll");
  }

  function listen() {
    stopListening?.();
    stopListening = carrier.listen(current, { onEvent, onStatus: receiveStatus, onCatchUp: catchUp });
  }

  return {
    name: () => current,
    standing: () => standing,
    start: listen,
    /** Goes on listening under another name, if it is another. */
    follow(name: string) {
      if (name === current) return;
      current = name;
      if (stopListening) listen();
    },
    stop() {
      stopListening?.();
      stopListening = null;
      standing = silent();
    },
  };
}

type LiveStanding = {
  readonly status: TopicStatus;
  /** Whether it has been live or polled since it was started. */
  readonly wasLive: boolean;
  /** Since when it is live or polled, in milliseconds since 1970; null while it is neither. */
  readonly liveSince: number | null;
};

function silent(): LiveStanding {
  return { status: "joining", wasLive: false, liveSince: null };
}
