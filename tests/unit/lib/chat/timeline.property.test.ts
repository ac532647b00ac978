import { fc, test } from "@fast-check/vitest";
import { expect } from "vitest";
import { withoutStored } from "@/lib/chat/outbox";
import type { Message } from "@/lib/chat/schema";
import {
  completeTo,
  hasEarlier,
  hasGap,
  hasLater,
  openTimeline,
  receiveChanges,
  receiveEvent,
  receiveFollowing,
  receiveHead,
  receiveHistory,
  receiveOwn,
  receiveSnapshot,
  receiveWindow,
  type Timeline,
  visibleMessages,
} from "@/lib/chat/timeline";
import { ANNA, ConversationModel } from "./conversation-model";

const PAGE = 3;

const number = fc.nat(200);
const kinds = <const T extends string>(...names: T[]) =>
  fc.record({ kind: fc.constantFrom(...names), which: number });

/** What may happen, on the server and on the way, in any order. Numbers are picked modulo what there is. */
const step = fc.oneof(
  { weight: 4, arbitrary: kinds("send", "edit", "delete") },
  // One's own, in this tab or in another that shares the outbox: written, tried (again), and taken out when answered.
  { weight: 4, arbitrary: kinds("write", "try", "try elsewhere") },
  { weight: 2, arbitrary: kinds("own edit", "own delete") },
  // An event arrives: any that was ever said, so late, doubled and out of order; one that never comes was lost.
  { weight: 6, arbitrary: kinds("event") },
  // The server answers now, and the answer arrives after whatever comes between, in any order, or never.
  { weight: 5, arbitrary: kinds("ask head", "ask changes", "ask history", "ask snapshot") },
  { weight: 4, arbitrary: kinds("ask following", "ask window", "ask newest") },
  { weight: 6, arbitrary: kinds("answer") },
);

function pick<T>(from: readonly T[], which: number): T | undefined {
  return from[which % Math.max(1, from.length)];
}

/** A tab: its timeline, its outbox as it shares it with other tabs, and the answers that are on their way to it. */
class Tab {
  timeline: Timeline;
  outbox: { id: string }[] = [];
  answers: (() => void)[] = [];
  readonly mine: string[] = [];
  readonly #model: ConversationModel;

  constructor(model: ConversationModel) {
    this.#model = model;
    this.timeline = openTimeline(model.snapshot(PAGE));
  }

  take(kind: string, which: number) {
    const model = this.#model;
    const place = 1 + (which % Math.max(1, model.messages.length));
    switch (kind) {
      case "send":
        return model.send();
      case "edit":
      case "delete":
        return model.change(place, kind);
      case "write": {
        const id = `90000000-0000-4000-8000-${String(this.mine.length).padStart(12, "0")}`;
        this.mine.push(id);
        return this.outbox.push({ id });
      }
      case "try":
      case "try elsewhere": {
        const [entry] = this.outbox;
        if (!entry) return;
        const stored = model.send(entry.id, ANNA);
        // Whichever tab was answered: the row comes in first, then the entry has done its work.
        return this.answers.push(() => {
          this.see(receiveOwn(this.timeline, stored));
          this.outbox = this.outbox.filter(({ id }) => id !== entry.id);
        });
      }
      case "own edit":
      case "own delete": {
        const own = model.messages.filter(({ sender_id }) => sender_id === ANNA);
        const target = pick(own, which);
        const row = target && model.change(target.seq, kind === "own edit" ? "edit" : "delete");
        return row && this.answers.push(() => this.see(receiveOwn(this.timeline, row)));
      }
      case "event": {
        const event = pick(model.events, which);
        return event && this.see(receiveEvent(this.timeline, event));
      }
      case "ask head": {
        const head = model.head();
        return this.answers.push(() => {
          this.see(receiveHead(this.timeline, head));
          expect(this.timeline.headRevision).toBeGreaterThanOrEqual(head.last_revision);
        });
      }
      case "ask changes": {
        const since = this.timeline.revision;
        const page = model.changes(since, PAGE);
        return this.answers.push(() => this.see(receiveChanges(this.timeline, page, since, PAGE)));
      }
      case "ask history": {
        const asked = this.timeline;
        const page = model.history(asked.from, PAGE);
        return this.answers.push(() => this.see(receiveHistory(this.timeline, page, asked, PAGE)));
      }
      case "ask following": {
        const asked = this.timeline;
        const page = model.following(asked.to, PAGE);
        return this.answers.push(() => this.see(receiveFollowing(this.timeline, page, asked)));
      }
      case "ask window":
      case "ask newest": {
        const reading = kind === "ask window" ? model.window(place, PAGE) : model.snapshot(PAGE);
        return this.answers.push(() => this.see(receiveWindow(this.timeline, reading)));
      }
      case "ask snapshot": {
        const snapshot = model.snapshot(PAGE);
        return this.answers.push(() => this.see(receiveSnapshot(this.timeline, snapshot)));
      }
      case "answer": {
        const [answer] = this.answers.splice(which % Math.max(1, this.answers.length), 1);
        return answer?.();
      }
    }
  }

  see(next: Timeline) {
    // Nothing that was known is forgotten.
    expect(next.revision).toBeGreaterThanOrEqual(this.timeline.revision);
    expect(next.headRevision).toBeGreaterThanOrEqual(this.timeline.headRevision);
    expect(next.headSeq).toBeGreaterThanOrEqual(this.timeline.headSeq);
    this.timeline = next;
    this.check();
  }

  /** What must be so at every moment, whatever is on its way. */
  check() {
    const { timeline, outbox } = this;
    const model = this.#model;
    const rows = visibleMessages(timeline);
    const seqs = rows.map(({ seq }) => seq);
    expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b));
    expect(timeline.revision).toBeLessThanOrEqual(model.revision);

    // Up to there nothing is missing, of places and of what stands in them; at the end one's own may already follow.
    const last = completeTo(timeline);
    const shownTo = Math.min(last, timeline.to);
    expect(seqs.filter((seq) => seq <= last)).toEqual(span(timeline.from, shownTo));
    if (hasLater(timeline)) expect(seqs).toEqual(span(timeline.from, timeline.to));

    // Rows and outbox are one list: each of one's own is in it once, from the moment it was written.
    const shown = [...rows, ...withoutStored(outbox as never, timeline.rows)].map(({ id }) => id);
    for (const id of this.mine) {
      const place = model.messages.find((message) => message.id === id)?.seq;
      const isOutside = place !== undefined && (place < timeline.from || place > timeline.to);
      const times = shown.filter((one) => one === id).length;
      if (isOutside) expect(times).toBeLessThanOrEqual(1);
      else expect(times).toBe(1);
    }
  }

  catchUp() {
    for (let rounds = 0; rounds < 200; rounds += 1) {
      const since = this.timeline.revision;
      const page = this.#model.changes(since, PAGE);
      this.see(receiveChanges(this.timeline, page, since, PAGE));
      if (page.messages.length < PAGE) return;
    }
    throw new Error("Catching up never came level");
  }

  /** Scrolls to both ends of the conversation. */
  readAll() {
    for (let pages = 0; hasEarlier(this.timeline) || hasLater(this.timeline); pages += 1) {
      if (pages > 200) throw new Error("Scrolling never came to both ends");
      const { from, to } = this.timeline;
      this.see(receiveHistory(this.timeline, this.#model.history(from, PAGE), this.timeline, PAGE));
      this.see(receiveFollowing(this.timeline, this.#model.following(to, PAGE), this.timeline));
    }
  }
}

function span(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}

/** All that a screen shows of a timeline. */
function view(timeline: Timeline) {
  const messages: readonly Message[] = visibleMessages(timeline);
  const { revision, headRevision, headSeq, from, to } = timeline;
  return { messages, revision, headRevision, headSeq, from, to, completeTo: completeTo(timeline) };
}

/** The same window, loaded afresh. */
function loaded(
  model: ConversationModel,
  { from, to }: Pick<Timeline, "from" | "to">,
): ReturnType<typeof view> {
  const { last_seq, last_revision } = model.head();
  return {
    messages: model.messages.slice(from - 1, to),
    revision: last_revision,
    headRevision: last_revision,
    headSeq: last_seq,
    from,
    to,
    completeTo: last_seq,
  };
}

test.prop([fc.integer({ min: 0, max: 12 }), fc.array(step, { maxLength: 60, size: "max" })], {
  numRuns: 3_000,
})(
  "whatever arrives in whatever order, catching up ends in the state of the server, and nothing is twice or gone meanwhile",
  (before, steps) => {
    const model = new ConversationModel();
    for (let sent = 0; sent < before; sent += 1) model.send();
    const tab = new Tab(model);
    for (const { kind, which } of steps) {
      tab.take(kind, which);
      tab.check();
    }
    tab.catchUp();
    expect(hasGap(tab.timeline)).toBe(false);
    expect(view(tab.timeline)).toEqual(loaded(model, tab.timeline));
    // What is still on its way tells nothing new: at most a page beside the window, or another window.
    for (const answer of tab.answers) answer();
    expect(view(tab.timeline)).toEqual(loaded(model, tab.timeline));
    tab.readAll();
    expect(view(tab.timeline).messages).toEqual(model.messages);
  },
  30_000,
);

const action = fc.record({
  kind: fc.constantFrom("send", "edit", "delete", "own send", "own edit", "own delete"),
  which: number,
  /** Where one's own answer comes in among the events: before, after, or lost. */
  answered: fc.constantFrom("before", "after", "never"),
});

test.prop(
  [
    fc.integer({ min: 1, max: 12 }),
    // Where the window is opened, and so many pages on both its sides are loaded.
    fc.nat(12),
    fc.nat(3),
    fc.array(action, { minLength: 1, maxLength: 20, size: "max" }),
  ],
  {
    numRuns: 1_000,
  },
)(
  "the old state and the events of any action are a freshly loaded state",
  (before, place, pages, actions) => {
    const model = new ConversationModel();
    for (let sent = 0; sent < before; sent += 1) model.send();
    let timeline = openTimeline(place === 0 ? model.snapshot(PAGE) : model.window(place, PAGE));
    for (let page = 0; page < pages; page += 1) {
      timeline = receiveHistory(timeline, model.history(timeline.from, PAGE), timeline, PAGE);
      timeline = receiveFollowing(timeline, model.following(timeline.to, PAGE), timeline);
    }

    for (const { kind, which, answered } of actions) {
      const place = 1 + (which % model.messages.length);
      const said = model.events.length;
      const row = kind.endsWith("send")
        ? model.send()
        : model.change(place, kind.endsWith("edit") ? "edit" : "delete");
      const isOwn = kind.startsWith("own");
      if (row && isOwn && answered === "before") timeline = receiveOwn(timeline, row);
      for (const event of model.events.slice(said)) timeline = receiveEvent(timeline, event);
      if (row && isOwn && answered === "after") timeline = receiveOwn(timeline, row);
      expect(view(timeline)).toEqual(loaded(model, timeline));
    }
  },
);
