import { type CatchUpOptions, createCatchUp } from "@/lib/chat/conversation/catch-up";
import { ReadFailure } from "@/lib/chat/conversation/remote";
import type { Message } from "@/lib/chat/schema";
import { openTimeline, type Timeline } from "@/lib/chat/timeline";
import { ConversationModel } from "./conversation-model";
import { VirtualClock } from "./virtual-clock";

/** Rows to a page, as the server gives them: changes and snapshots. */
const CHANGES = 200;
const SNAPSHOT = 50;

/** What becomes of a request: answered, refused, or without an answer until it is given up. */
export type Fate = { outcome: "answer" | "fail" | "stall"; out: number; back: number };

const quick: Fate = { outcome: "answer", out: 20, back: 20 };
/** A request without an answer is given up after this long, as the real one is. */
const SILENCE_MS = 10_000;

/** A server, a tab that keeps itself level with it, and the ways between them, on a virtual clock. */
export class World {
  readonly model = new ConversationModel();
  readonly clock = new VirtualClock();
  readonly asked: { at: number; what: string }[] = [];
  readonly holes: string[] = [];
  readonly answers: { before: Timeline; after: Timeline }[] = [];
  timeline: Timeline;
  isVisible = true;
  isConnected = true;
  /** How the next requests fare; what is not said is quick. */
  fates: Fate[] = [];
  /** After how long each copy of the next events arrives; no copy: it is lost. What is not said comes at once. */
  deliveries: number[][] = [];
  readonly catchUp: ReturnType<typeof createCatchUp>;

  constructor(messages = 0) {
    for (let sent = 0; sent < messages; sent += 1) this.model.send();
    this.timeline = openTimeline(this.model.snapshot(SNAPSHOT));
    const remote: CatchUpOptions["remote"] = {
      head: (needless) => this.#request("head", () => this.model.head(), needless),
      changes: (since, needless) =>
        this.#request("changes", () => this.model.changes(since, CHANGES), needless),
      snapshot: (needless) => this.#request("snapshot", () => this.model.snapshot(SNAPSHOT), needless),
    };
    this.catchUp = createCatchUp({
      remote,
      surroundings: { isVisible: () => this.isVisible },
      clock: this.clock,
      random: () => 0.5,
      read: () => this.timeline,
      write: (next) => {
        this.timeline = next;
      },
      onAnswer: (answer) => this.answers.push(answer),
      onFailure: () => undefined,
      onHole: (because) => this.holes.push(because),
    });
    this.catchUp.start();
  }

  /** Something was stored: its event sets out, for a tab that is connected when it arrives. */
  broadcast(message: Message | undefined) {
    if (!message) return;
    for (const delay of this.deliveries.shift() ?? [10])
      this.clock.after(delay, () => this.isConnected && this.catchUp.receive(message));
  }

  /** One's own message: stored, answered after a while, and said live like any other. */
  sendOwn(answerAfter: number) {
    const stored = this.model.send();
    this.clock.after(answerAfter, () => this.catchUp.receiveOwn(stored));
    this.broadcast(stored);
  }

  join() {
    this.isConnected = true;
    this.catchUp.catchUp(true);
  }

  show() {
    this.isVisible = true;
    this.catchUp.probe();
  }

  /** What was asked, in its order. */
  get requests() {
    return this.asked.map(({ what }) => what);
  }

  #request<T>(what: string, answer: () => T, needless?: AbortSignal): Promise<T> {
    this.asked.push({ at: this.clock.now(), what });
    const { outcome, out, back } = this.fates.shift() ?? quick;
    return new Promise((resolve, reject) => {
      const fail = () => reject(new ReadFailure("unavailable"));
      needless?.addEventListener("abort", fail);
      if (outcome === "stall") this.clock.after(SILENCE_MS, fail);
      else if (outcome === "fail") this.clock.after(out + back, fail);
      else
        this.clock.after(out, () => {
          const said = answer();
          this.clock.after(back, () => resolve(said));
        });
    });
  }
}
