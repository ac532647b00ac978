/** Handles one socket's frames in order per topic, so that a send waits for the join before it and a slow
 *  join holds back no other topic. */
export class Mailbox {
  /** Frames that have come and are not yet handled. */
  waiting = 0;
  private readonly tails = new Map<string, Promise<void>>();
  private readonly onError: (topic: string, error: unknown) => void;

  constructor(onError: (topic: string, error: unknown) => void) {
    this.onError = onError;
  }

  post(topic: string, handle: () => Promise<void> | void) {
    this.waiting += 1;
    const tail = (this.tails.get(topic) ?? Promise.resolve())
      .then(handle)
      .catch((error) => this.onError(topic, error))
      .finally(() => {
        this.waiting -= 1;
        if (this.tails.get(topic) === tail) this.tails.delete(topic);
      });
    this.tails.set(topic, tail);
  }
}
