import { describe, expect, test } from "vitest";
import { localeChoices } from "@/lib/people/profile/locales";
import { profileSchema } from "@/lib/people/profile/schema";
import { placeOf, zoneAreas } from "@/lib/people/profile/time-zones";

const profile = { fullName: "Anna Lindqvist", timeZone: "Europe/Stockholm", locale: "sv-SE" };
const accepts = (change: object) => profileSchema.safeParse({ ...profile, ...change }).success;

describe("a profile", () => {
  test("has a name of at most 80 characters, as people count them", () => {
    expect(profileSchema.parse({ ...profile, fullName: "  Anna  " }).fullName).toBe("Anna");
    expect(accepts({ fullName: " \n " })).toBe(false);
    expect(accepts({ fullName: "🏒".repeat(80) })).toBe(true);
    expect(accepts({ fullName: "🏒".repeat(81) })).toBe(false);
  });

  test.each([
    ["UTC", true],
    ["America/Argentina/Buenos_Aires", true],
    ["Etc/GMT+1", true],
    ["CET", false],
    ["Europe/Rinkside", false],
    ["europe/zurich", true],
    ["", false],
  ])("has a zone that exists: %s %s", (timeZone, isOne) => {
    expect(accepts({ timeZone })).toBe(isOne);
  });

  test.each([
    ["sv", true],
    ["sv-SE", true],
    ["xx", false],
    ["sv-XX", false],
    ["SV", false],
    ["zh-Hans-CN", false],
  ])("has a language that exists: %s %s", (locale, isOne) => {
    expect(accepts({ locale })).toBe(isOne);
  });
});

describe("the lists to choose from", () => {
  test("hold every zone once, in its part of the world, with the one that is set", () => {
    const areas = zoneAreas("Asia/Kolkata");
    const zones = areas.flatMap((area) => area.zones);
    expect(new Set(zones).size).toBe(zones.length);
    expect(zones).toEqual(expect.arrayContaining(["Europe/Zurich", "Asia/Kolkata", "UTC"]));
    expect(areas.every(({ area, zones: of }) => of.every((zone) => zone.split("/")[0] === area))).toBe(true);
  });

  test("name a place as people do", () => {
    expect(["Europe/Zurich", "America/Argentina/Buenos_Aires", "UTC"].map(placeOf)).toEqual([
      "Zurich",
      "Buenos Aires, Argentina",
      "UTC",
    ]);
  });

  test("name each language in itself, with the one that is set", () => {
    const names = new Map(localeChoices("is").map(({ tag, name }) => [tag, name]));
    expect(names.get("sv-SE")).toBe("Svenska (Sverige)");
    expect(names.get("fi-FI")).toBe("Suomi (Suomi)");
    expect(names.get("is")).toBe("Íslenska");
    expect([...names.values()].every((name) => /^\p{Lu}|^\p{Lo}/u.test(name))).toBe(true);
  });

  test("hold nothing that a profile would not take", () => {
    for (const zone of zoneAreas("UTC").flatMap(({ zones }) => zones))
      expect(accepts({ timeZone: zone })).toBe(true);
    for (const { tag } of localeChoices("en")) expect(accepts({ locale: tag })).toBe(true);
  });
});
