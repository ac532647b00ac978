import { fc, test } from "@fast-check/vitest";
import { expect } from "vitest";
import { snoozes } from "@/lib/chat/inbox/snoozes";
import { countsOf, handlingOf, nextWaiting, shownIn, VIEWS, viewOf, waited } from "@/lib/chat/inbox/views";
import type { Conversation } from "@/lib/chat/schema";

const now = new Date("2026-11-24T12:00:00Z");
const time = fc.date({ min: new Date("2026-11-01"), max: new Date("2026-12-20"), noInvalidDate: true });
const maybe = fc.option(time.map((at) => at.toISOString()));
const conversation = fc.record({
  team_id: fc.uuid(),
  name: fc.constantFrom("Finland", "Österreich", "Latvia"),
  code: fc.constantFrom("FIN", "AUT", "LAT"),
  unread: fc.nat(3),
  assignee_id: fc.constantFrom(null, "me", "other"),
  waiting_since: maybe,
  resolved_at: maybe,
  snoozed_until: maybe,
}) as unknown as fc.Arbitrary<Conversation>;
const inbox = fc.array(conversation, { maxLength: 20 });
const seen = { readerId: "me", now, unreadOf: ({ unread }: Conversation) => unread };

test.prop([inbox])("a view counts what it shows, and all shows everything in its order", (list) => {
  const counts = countsOf(list, seen);
  for (const view of VIEWS) expect(shownIn(view, "", list, seen)).toHaveLength(counts[view]);
  expect(shownIn("all", " ", list, seen)).toEqual(list);
});

test.prop([inbox])("who waits longest comes first, and is the next from everywhere else", (list) => {
  const waiting = shownIn("waiting", "", list, seen);
  expect(waiting.every((one) => handlingOf(one, now) === "waiting")).toBe(true);
  const since = waiting.map((one) => Date.parse(one.waiting_since ?? ""));
  expect(since).toEqual(since.toSorted((a, b) => a - b));
  // What a colleague has taken comes last.
  const free = waiting.find(({ assignee_id }) => assignee_id !== "other");
  expect(nextWaiting(list, "elsewhere", seen)).toEqual(free ?? waiting[0] ?? null);
  if (free) expect(nextWaiting(list, free.team_id, seen)?.team_id).not.toBe(free.team_id);
});

test.prop([conversation])("what is snoozed waits again once its time has come", (one) => {
  const later = new Date("2027-01-01");
  if (handlingOf(one, now) === "snoozed") expect(handlingOf(one, later)).toBe("waiting");
});

test.prop([inbox])("a team is found without accents, by name or code", (list) => {
  for (const one of shownIn("all", "OSTERR", list, seen)) expect(one.name).toBe("Österreich");
  expect(shownIn("all", "aut", list, seen)).toHaveLength(list.filter(({ code }) => code === "AUT").length);
});

test.prop([time, fc.constantFrom("Europe/Zurich", "America/Toronto", "Pacific/Kiritimati")])(
  "one may snooze only until what is ahead, and tomorrow morning is always within two days",
  (at, zone) => {
    const offered = snoozes(at, zone);
    expect(offered.map(({ name }) => name)).toEqual(expect.arrayContaining(["hour", "morning"]));
    for (const snooze of offered) {
      expect(snooze.at > at).toBe(true);
      expect(snooze.at.getTime() - at.getTime()).toBeLessThan(2 * 86_400_000);
    }
  },
);

test("an unknown view is all, and time waited is told in its largest unit", () => {
  expect(viewOf("nonsense")).toBe("all");
  expect(viewOf(null)).toBe("all");
  expect(waited("2026-11-24T11:48:00Z", now)).toEqual({ unit: "minutes", count: 12 });
  expect(waited("2026-11-24T12:00:05Z", now)).toEqual({ unit: "moment", count: 0 });
  expect(waited("2026-11-21T12:00:00Z", now)).toEqual({ unit: "days", count: 3 });
});
