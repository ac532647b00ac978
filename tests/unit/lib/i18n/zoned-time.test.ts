import { fc, test as property } from "@fast-check/vitest";
import { expect, test } from "vitest";
import { addDays, daysBetween, fromZoned, toZoned } from "@/lib/i18n/zoned-time";

const ZURICH = "Europe/Zurich";
const at = (iso: string) => ({ ok: true, at: new Date(iso), isTwice: false });

test("what is written on the venue's clock is one instant, in summer and in winter", () => {
  expect(fromZoned("2026-11-24T18:00", ZURICH)).toEqual(at("2026-11-24T17:00Z"));
  expect(fromZoned("2026-07-24T18:00", ZURICH)).toEqual(at("2026-07-24T16:00Z"));
  expect(fromZoned("2026-11-24T18:00", "Asia/Kathmandu")).toEqual(at("2026-11-24T12:15Z"));
  expect(fromZoned("2026-11-24T18:00:00", ZURICH)).toEqual(at("2026-11-24T17:00Z"));
});

test("a time that the clocks skip is none", () => {
  const skipped = { ok: false, code: "skipped" };
  expect(fromZoned("2027-03-28T01:59", ZURICH)).toEqual(at("2027-03-28T00:59Z"));
  expect(fromZoned("2027-03-28T02:00", ZURICH)).toEqual(skipped);
  expect(fromZoned("2027-03-28T02:59", ZURICH)).toEqual(skipped);
  expect(fromZoned("2027-03-28T03:00", ZURICH)).toEqual(at("2027-03-28T01:00Z"));
  // Where midnight itself is skipped, and where it is half an hour.
  expect(fromZoned("2026-09-06T00:30", "America/Santiago")).toEqual(skipped);
  expect(fromZoned("2026-10-04T02:15", "Australia/Lord_Howe")).toEqual(skipped);
});

test("of a time that comes twice the later one is meant, and it is said", () => {
  expect(fromZoned("2026-10-25T02:30", ZURICH)).toEqual({
    ok: true,
    at: new Date("2026-10-25T01:30Z"),
    isTwice: true,
  });
  expect(toZoned(new Date("2026-10-25T00:30Z"), ZURICH)).toBe("2026-10-25T02:30");
  expect(toZoned(new Date("2026-10-25T01:30Z"), ZURICH)).toBe("2026-10-25T02:30");
});

test.each([
  "",
  "tomorrow",
  "2026-11-24",
  "2026-04-31T10:00",
  "2026-02-29T10:00",
  "2026-11-24T24:00",
  "2026-13-01T00:00",
])("%j is no time", (text) => {
  expect(fromZoned(text, ZURICH)).toEqual({ ok: false, code: "misspelt" });
});

test("days later means the same time on the clock, also when it has been put forward or back", () => {
  const noon = new Date("2026-10-24T10:00Z");
  expect(addDays(noon, 2, ZURICH)).toEqual(new Date("2026-10-26T11:00Z"));
  expect(addDays(new Date("2027-03-27T11:00Z"), 2, ZURICH)).toEqual(new Date("2027-03-29T10:00Z"));
  expect(addDays(noon, -2, ZURICH)).toEqual(new Date("2026-10-22T10:00Z"));
  // 02:30 is skipped that night.
  expect(toZoned(addDays(new Date("2027-03-27T01:30Z"), 1, ZURICH), ZURICH)).toBe("2027-03-28T03:30");
});

test("days are counted on the zone's calendar", () => {
  expect(daysBetween(new Date("2026-10-24T21:59Z"), new Date("2026-10-24T22:01Z"), ZURICH)).toBe(1);
  expect(daysBetween(new Date("2026-10-24T22:01Z"), new Date("2026-10-25T22:59Z"), ZURICH)).toBe(0);
  expect(daysBetween(new Date("2026-10-24T21:59Z"), new Date("2026-10-24T22:01Z"), "America/Toronto")).toBe(
    0,
  );
});

/** Changes of the clocks in both directions, by an hour and by half of one, at night, at midnight and on a Friday; and none at all. */
const zones = fc.constantFrom(
  ZURICH,
  "America/Toronto",
  "America/St_Johns",
  "America/Santiago",
  "Australia/Lord_Howe",
  "Asia/Beirut",
  "Africa/Casablanca",
  "Pacific/Chatham",
  "Asia/Kathmandu",
  "UTC",
);
const MINUTE = 60_000;
const minutes = fc
  .date({ min: new Date("2025-01-01T00:00Z"), max: new Date("2031-01-01T00:00Z"), noInvalidDate: true })
  .map((date) => new Date(Math.floor(date.getTime() / MINUTE) * MINUTE));
/** Most within a day of a change of the clocks in Europe or America, where it can go wrong. */
const instants = fc.oneof(
  minutes,
  fc
    .tuple(
      fc.constantFrom(
        "2026-10-25",
        "2027-03-28",
        "2026-11-01",
        "2027-03-14",
        "2026-09-06",
        "2026-04-05",
        "2026-10-04",
      ),
      fc.integer({ min: -1440, max: 2880 }),
    )
    .map(([day, offset]) => new Date(Date.parse(`${day}T00:00Z`) + offset * MINUTE)),
);

property.prop([instants, zones], { numRuns: 300 })(
  "an instant is read back from what the clock shows, or the later one that it shows the same at",
  (instant, zone) => {
    const read = fromZoned(toZoned(instant, zone), zone);
    expect(read).toMatchObject({ ok: true });
    if (!read.ok) return;
    expect(toZoned(read.at, zone)).toBe(toZoned(instant, zone));
    if (read.isTwice) expect([0, 30, 60]).toContain((read.at.getTime() - instant.getTime()) / MINUTE);
    else expect(read.at).toEqual(instant);
  },
);

property.prop([instants, zones], { numRuns: 300 })(
  "what is written is read as a time that the clock shows, or refused because it never does",
  (asUtc, zone) => {
    const text = toZoned(asUtc, "UTC");
    const read = fromZoned(text, zone);
    if (read.ok) {
      expect(toZoned(read.at, zone)).toBe(text);
      return;
    }
    expect(read.code).toBe("skipped");
    for (let minute = -900; minute <= 900; minute += 15)
      expect(toZoned(new Date(asUtc.getTime() + minute * MINUTE), zone)).not.toBe(text);
  },
);

property.prop([instants, zones, fc.integer({ min: -400, max: 400 })], { numRuns: 300 })(
  "as many days later is the same time on the clock, except where the clocks skip it",
  (instant, zone, days) => {
    const later = addDays(instant, days, zone);
    const [asked, shown] = [toZoned(instant, zone), toZoned(later, zone)];
    const day = new Date(Date.parse(`${asked.slice(0, 10)}T00:00Z`) + days * 86_400_000).toISOString();
    const text = `${day.slice(0, 10)}${asked.slice(10)}`;
    if (fromZoned(text, zone).ok) {
      expect(shown).toBe(text);
      expect(daysBetween(instant, later, zone)).toBe(days);
    } else {
      const ahead = Date.parse(`${shown}Z`) - Date.parse(`${text}Z`);
      expect([30 * MINUTE, 60 * MINUTE]).toContain(ahead);
    }
  },
);
