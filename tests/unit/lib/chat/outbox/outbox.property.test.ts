import { fc, test } from "@fast-check/vitest";
import { expect } from "vitest";
import { isEditable } from "@/lib/chat/outbox";
import type { StoredEntry } from "@/lib/chat/outbox/entry";
import { createOutbox, type TabOutbox } from "@/lib/chat/outbox/outbox";
import type { SendInput } from "@/lib/chat/schema";
import { BrowserModel, type Fate, type TabModel } from "./browser-model";
import { messageOf, USER, uuid } from "./examples";

const TEAMS = ["10000000-0000-4000-8000-000000000001", "10000000-0000-4000-8000-000000000002"];

const fate: fc.Arbitrary<Fate> = fc.record({
  server: fc.oneof(
    { weight: 6, arbitrary: fc.constant("stores" as const) },
    {
      weight: 4,
      arbitrary: fc.constantFrom(
        "never hears" as const,
        "forbids" as const,
        "too fast" as const,
        "fails" as const,
        "signed out" as const,
      ),
    },
  ),
  answer: fc.oneof(
    { weight: 3, arbitrary: fc.constant("comes" as const) },
    { weight: 1, arbitrary: fc.constant("is lost" as const) },
  ),
});

/** What may come next. Numbers are picked modulo what there is. */
const step = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant("happen" as const),
      picks: fc.array(fc.nat(20), { minLength: 1, maxLength: 12, size: "max" }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("write" as const),
      tab: fc.nat(5),
      team: fc.nat(1),
      isConditional: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("a colleague answers" as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("time passes" as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("open" as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("crash" as const), tab: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("network back" as const), tab: fc.nat(5) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("live" as const), tab: fc.nat(5), which: fc.nat(20) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("retry" as const), tab: fc.nat(5) }) },
);

/** What a tab has shown as not yet sent, and which messages it knows to be stored, by id. */
type Screen = { readonly shown: Set<string>; readonly known: Set<string> };

type Flight = { tab: TabModel; id: string; teamId: string };

class Rehearsal {
  readonly browser = new BrowserModel();
  readonly open = new Map<TabModel, TabOutbox>();
  readonly screens = new Map<TabOutbox, Screen>();
  /** Of each text the newest answer that its writer has seen; of those that go out in any case nothing. */
  readonly seen = new Map<string, number>();
  /** Texts that were kept, in the order in which the device took them. */
  readonly written: string[] = [];
  /** Of each conversation, what is being sent by tabs that have not crashed. */
  readonly inFlight: Flight[] = [];
  most = 0;
  /** Messages that a tab has seen among the stored ones: a request for one of these is no longer waited for. */
  readonly arrived = new Set<string>();

  openTab(): void {
    const tab = this.browser.open();
    const counted = (input: SendInput, signal?: AbortSignal) => this.#count(tab, input, signal);
    const outbox = createOutbox({
      userId: USER,
      storage: tab.storage,
      locks: tab.locks,
      tabs: tab.channel,
      clock: tab.clock,
      random: () => 0.5,
      action: counted,
      route: counted,
      surroundings: { isVisible: () => true, isOnline: () => true, onChange: () => () => undefined },
    });
    const screen: Screen = { shown: new Set(), known: new Set() };
    for (const teamId of TEAMS) {
      outbox.listen(teamId, {
        onChange() {
          for (const { id } of outbox.shown(teamId)) screen.shown.add(id);
        },
        onStored: ({ id }) => screen.known.add(id),
        onSignedOut: () => undefined,
        onLate: () => undefined,
        onAnswered: () => undefined,
      });
    }
    outbox.start();
    this.open.set(tab, outbox);
    this.screens.set(outbox, screen);
  }

  #count(tab: TabModel, input: SendInput, signal?: AbortSignal) {
    if (this.arrived.has(input.id)) return tab.request(input, signal);
    // A tab that asks anew has given up what it asked before: all of it is one try.
    for (const before of this.inFlight.filter((other) => other.tab === tab && other.id === input.id))
      this.#land(before);
    const others = this.inFlight.filter((other) => other.teamId === input.teamId);
    this.most = Math.max(this.most, 1 + others.filter((other) => !other.tab.hasCrashed).length);
    const flight = { tab, id: input.id, teamId: input.teamId };
    this.inFlight.push(flight);
    const stop = tab.clock.after(10_000, () => this.#land(flight));
    return tab.request(input, signal).finally(() => {
      stop();
      this.#land(flight);
    });
  }

  #land(flight: Flight) {
    const place = this.inFlight.indexOf(flight);
    if (place >= 0) this.inFlight.splice(place, 1);
  }

  /** A message arrives live: nobody needs to wait for the answer of its request any more. */
  arrive(tab: TabOutbox, message: SendInput) {
    const { id } = message;
    this.arrived.add(id);
    this.screens.get(tab)?.known.add(id);
    for (const flight of this.inFlight.filter((other) => other.id === id)) this.#land(flight);
    tab.received(new Map([[id, messageOf(message)]]));
  }

  pick(number: number): [TabModel, TabOutbox] {
    const tabs = [...this.open];
    const found = tabs[number % tabs.length];
    if (!found) throw new Error("No tab is open");
    return found;
  }

  write(tab: TabOutbox, team: number, isConditional: boolean) {
    const text = `text ${this.written.length}`;
    this.written.push(text);
    const writtenAfter = isConditional ? this.browser.answered : null;
    if (writtenAfter !== null) this.seen.set(text, writtenAfter);
    const teamId = TEAMS[team] ?? "";
    void tab.add(
      { teamId, content: text, mentions: [nameIn(text)], documents: [], writtenAfter },
      Promise.resolve({ userId: USER, teamId, tabId: "tab" }),
    );
  }

  /** Its writer sends it anyway: having seen the answer that it was refused for, and none that came since. */
  retry(tab: TabOutbox, { id, content, state }: StoredEntry) {
    const seen = state.kind === "refused" && state.reason === "answered" ? state.answer.seq : undefined;
    if (seen !== undefined) this.seen.set(content, seen);
    return tab.retry(id, seen);
  }

  crash(number: number) {
    const [tab] = this.pick(number);
    this.open.delete(tab);
    this.browser.crash(tab);
    if (this.open.size === 0) this.openTab();
  }

  /** The network is well, somebody looks, and everything that can happen happens. */
  async end() {
    this.browser.fates = [];
    for (const outbox of this.open.values()) outbox.resume();
    for (let round = 0; round < 2_000; round += 1) {
      this.browser.happen(0);
      await settled();
      if (this.browser.events.length > 0) continue;
      const left = await this.browser.device.readEntries(USER);
      if (left.every(({ state }) => state.kind === "refused")) return;
      if (!this.browser.advance()) throw new Error("Nothing more happens, and not all is sent");
      await settled();
    }
    throw new Error("It never came to an end");
  }
}

/** Whom a text of this test names: somebody else in each. */
const nameIn = (text: string) => uuid(Number(text.replace(/\D/g, "")));

const settled = () => new Promise((resolve) => setImmediate(resolve));

test.prop([fc.array(step, { maxLength: 60, size: "max" }), fc.array(fate, { maxLength: 40, size: "max" })], {
  numRuns: 1_000,
})(
  "whatever the network loses and whichever tab crashes: each text stored once and in order, or refused and kept",
  async (steps, fates) => {
    const rehearsal = new Rehearsal();
    const { browser } = rehearsal;
    browser.fates = [...fates];
    rehearsal.openTab();
    const everRefused = new Set<string>();

    for (const next of steps) {
      switch (next.kind) {
        case "happen":
          for (const pick of next.picks) {
            browser.happen(pick);
            await settled();
          }
          break;
        case "write":
          rehearsal.write(rehearsal.pick(next.tab)[1], next.team, next.isConditional);
          break;
        case "a colleague answers":
          browser.answered += 1;
          break;
        case "time passes":
          browser.advance();
          break;
        case "open":
          if (rehearsal.open.size < 3) rehearsal.openTab();
          break;
        case "crash":
          rehearsal.crash(next.tab);
          break;
        case "network back":
          rehearsal.pick(next.tab)[1].resume();
          break;
        case "live": {
          const arrived = browser.stored[next.which % Math.max(1, browser.stored.length)];
          if (arrived) rehearsal.arrive(rehearsal.pick(next.tab)[1], arrived);
          break;
        }
        case "retry": {
          const [refused] = (await browser.device.readEntries(USER)).filter(
            ({ state }) => state.kind === "refused",
          );
          if (refused) void rehearsal.retry(rehearsal.pick(next.tab)[1], refused);
          break;
        }
      }
      await settled();
      for (const { content, state } of await browser.device.readEntries(USER)) {
        if (state.kind === "refused") everRefused.add(content);
      }
      expect(rehearsal.most).toBeLessThanOrEqual(1);
    }

    await rehearsal.end();
    const left = await browser.device.readEntries(USER);
    const stored = browser.stored.map(({ content }) => content);
    expect(new Set(stored).size).toBe(stored.length);
    for (const { content, mentions } of browser.stored) expect(mentions).toEqual([nameIn(content)]);
    for (const { content, writtenAfter } of browser.stored)
      expect(writtenAfter ?? -1, "no text goes out past an answer that was not shown").toBeLessThanOrEqual(
        rehearsal.seen.get(content) ?? -1,
      );
    expect(new Set([...stored, ...left.map(({ content }) => content)])).toEqual(new Set(rehearsal.written));
    for (const entry of left) {
      // Only what was refused stays; and what may be written anew was certainly not stored.
      expect(entry.state.kind).toBe("refused");
      if (isEditable({ ...entry, kept: "device" })) expect(stored).not.toContain(entry.content);
    }
    // A tab that crashed could tell the others nothing any more: there, the message comes live or by a catch-up.
    if (!steps.some(({ kind }) => kind === "crash")) {
      for (const outbox of rehearsal.open.values()) {
        const { shown, known } = rehearsal.screens.get(outbox) ?? { shown: new Set(), known: new Set() };
        const gone = browser.stored.filter(
          ({ id }) => shown.has(id) && !known.has(id) && !left.some((entry) => entry.id === id),
        );
        expect(gone, "what is taken from the outbox is told to be stored").toEqual([]);
      }
    }
    for (const teamId of TEAMS) {
      const here = browser.stored.filter((message) => message.teamId === teamId);
      const places = here
        .filter(({ content }) => !everRefused.has(content))
        .map(({ content }) => rehearsal.written.indexOf(content));
      expect(places).toEqual(places.toSorted((a, b) => a - b));
    }
  },
  60_000,
);
