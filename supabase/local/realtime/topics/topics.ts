import type { Channel } from "../channel/channel.ts";
import type { Delivery } from "../frames/delivery.ts";
import type { PresenceState } from "../presence/state.ts";

/** Everyone who has joined one name. A public and a private topic of the same name are two. */
export type Topic = {
  key: string;
  members: Set<Channel>;
  presence: PresenceState<Channel>;
};

export class Topics {
  private readonly topics = new Map<string, Topic>();

  join(channel: Channel): Topic {
    const key = topicKey(channel.config.private, channel.topic);
    let topic = this.topics.get(key);
    if (!topic) {
      topic = { key, members: new Set(), presence: new Map() };
      this.topics.set(key, topic);
    }
    topic.members.add(channel);
    return topic;
  }

  leave(channel: Channel, topic: Topic) {
    topic.members.delete(channel);
    if (topic.members.size === 0) this.topics.delete(topic.key);
  }

  /** Hands a broadcast to every member that may read it, except to its sender where there is one. */
  broadcast(isPrivate: boolean, name: string, delivery: Delivery, except?: Channel) {
    const topic = this.topics.get(topicKey(isPrivate, name));
    for (const member of topic?.members ?? []) {
      if (member !== except && member.rights.readBroadcast) member.deliver(delivery);
    }
  }

  /** Forgets every topic and gives those who were members. They are gone together: nobody is told who left. */
  clear(): Channel[] {
    const members = [...this.topics.values()].flatMap((topic) => [...topic.members]);
    for (const topic of this.topics.values()) topic.members.clear();
    this.topics.clear();
    return members;
  }
}

function topicKey(isPrivate: boolean, name: string): string {
  return `${isPrivate ? "private" : "public"} ${name}`;
}
