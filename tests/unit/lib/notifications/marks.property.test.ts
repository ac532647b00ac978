import { fc, test } from "@fast-check/vitest";
import { expect } from "vitest";
import { createMarks } from "@/lib/notifications/marks";

const IDS = ["a", "b", "c", "d", "e"] as const;
/** As many as a reading brings: the count tells of more. */
const ROWS = 3;

/** What a server holds, and a reader whose clicks and readings are under way in any order. */
function world() {
  const stored = new Map<string, string | null>(IDS.map((id) => [id, null]));
  const marks = createMarks();
  const snapshot = () => ({
    unread: [...stored.values()].filter((readAt) => readAt === null).length,
    notifications: [...stored].slice(0, ROWS).map(([id, readAt]) => ({ id, readAt })),
  });
  let read = snapshot();
  type Click = {
    ids: readonly string[];
    isRead: boolean;
    isStored: boolean;
    store(): void;
    answer(isTaken: boolean): void;
  };
  const clicks: Click[] = [];
  const last = new Map<string, Click>();
  const readings: { arrive(): void }[] = [];
  return {
    stored,
    marks,
    snapshot,
    last,
    clicks,
    readings,
    shown: () => marks.over(read, "now"),
    click(ids: readonly string[], isRead: boolean, others: boolean) {
      const end = marks.begin({ ids: new Set(ids), isRead, others });
      const concerned = others ? IDS : ids;
      const click: Click = {
        ids,
        isRead,
        isStored: false,
        store() {
          if (click.isStored) return;
          click.isStored = true;
          for (const id of concerned) stored.set(id, isRead ? "stored" : null);
        },
        answer(isTaken: boolean) {
          if (isTaken) click.store();
          end(isTaken || click.isStored);
          clicks.splice(clicks.indexOf(click), 1);
        },
      };
      clicks.push(click);
      for (const id of ids) last.set(id, click);
    },
    ask() {
      const arrived = marks.reading();
      const told = snapshot();
      const reading = {
        arrive() {
          arrived();
          read = told;
          readings.splice(readings.indexOf(reading), 1);
        },
      };
      readings.push(reading);
    },
  };
}

const step = fc.oneof(
  fc.record({
    kind: fc.constant("click" as const),
    id: fc.constantFrom(...IDS.slice(0, ROWS)),
    isRead: fc.boolean(),
  }),
  fc.record({ kind: fc.constant("all" as const) }),
  fc.record({ kind: fc.constant("store" as const), which: fc.nat(3) }),
  fc.record({ kind: fc.constant("answer" as const), which: fc.nat(3), isTaken: fc.boolean() }),
  fc.record({ kind: fc.constant("ask" as const) }),
  fc.record({ kind: fc.constant("arrive" as const) }),
  // Another tab, or another device.
  fc.record({ kind: fc.constant("elsewhere" as const), id: fc.constantFrom(...IDS), isRead: fc.boolean() }),
);

function take(one: ReturnType<typeof world>, action: typeof step extends fc.Arbitrary<infer T> ? T : never) {
  switch (action.kind) {
    case "click":
      return one.click([action.id], action.isRead, false);
    case "all":
      return one.click(IDS.slice(0, ROWS), true, true);
    case "store":
      return one.clicks[action.which]?.store();
    case "answer":
      return one.clicks[action.which]?.answer(action.isTaken);
    case "ask":
      return one.ask();
    case "arrive":
      // One after the other, as a signal reads.
      return one.readings[0]?.arrive();
    case "elsewhere":
      return void one.stored.set(action.id, action.isRead ? "stored" : null);
  }
}

test.prop([fc.array(step, { maxLength: 40 })])(
  "whatever was clicked, read and refused in whatever order: in the end what is shown is what the server holds",
  (steps) => {
    const one = world();
    for (const action of steps) take(one, action);
    for (const click of [...one.clicks]) click.answer(true);
    for (const reading of [...one.readings]) reading.arrive();
    one.ask();
    one.readings[0]?.arrive();
    expect(one.marks.isEmpty()).toBe(true);
    expect(one.shown()).toEqual(one.snapshot());
  },
);

test.prop([fc.array(step, { maxLength: 40 })])(
  "the count is never less than the unread rows under it, and what was clicked last is shown until it is answered",
  (steps) => {
    const one = world();
    for (const action of steps) {
      take(one, action);
      const { unread, notifications } = one.shown();
      expect(unread).toBeGreaterThanOrEqual(notifications.filter(({ readAt }) => readAt === null).length);
      for (const { id, readAt } of notifications) {
        const click = one.clicks.findLast(({ ids }) => ids.includes(id));
        // A later one, that is answered already, stands over it until it is read.
        if (click && one.last.get(id) === click) expect(readAt !== null, id).toBe(click.isRead);
      }
    }
  },
);

test("a reading that was under way when the click was answered does not take it back for a moment", () => {
  const one = world();
  one.ask();
  one.click(["a"], true, false);
  one.clicks[0]?.answer(true);
  one.readings[0]?.arrive();
  expect(one.shown()).toMatchObject({ unread: 4, notifications: [{ id: "a", readAt: "now" }, {}, {}] });
  one.ask();
  one.readings[0]?.arrive();
  expect(one.shown()).toMatchObject({ unread: 4, notifications: [{ id: "a", readAt: "stored" }, {}, {}] });
});

test("all at once counts none, also of those that are not shown", () => {
  const one = world();
  one.click(["a", "b", "c"], true, true);
  expect(one.shown().unread).toBe(0);
  one.clicks[0]?.answer(false);
  expect(one.shown().unread).toBe(5);
});
