import { describe, expect, test } from "vitest";
import { arrivalSchema, inviteSchema, passwordSchema, tokenSchema } from "@/lib/people/invitations/schema";

const arrival = (more: object) =>
  arrivalSchema.safeParse({ fullName: "Jānis Bērziņš", timeZone: "Europe/Riga", locale: "lv-LV", ...more })
    .data;

describe("who comes in", () => {
  test("has a name, without the blanks around it", () => {
    expect(arrival({ fullName: "  Åsa Ek " })?.fullName).toBe("Åsa Ek");
    expect(arrival({ fullName: "   " })).toBeUndefined();
  });
  test("may have a name of 80 characters, counted as Postgres counts", () => {
    expect(arrival({ fullName: "😀".repeat(80) })?.fullName).toHaveLength(160);
    expect(arrival({ fullName: "😀".repeat(81) })).toBeUndefined();
  });
  test.each([
    ["Europe/Zurich", "Europe/Zurich"],
    ["America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"],
    ["UTC", "UTC"],
    ["", "UTC"],
    ["Mars/Olympus", "UTC"],
    ["+02:00", "UTC"],
  ])("brings the zone %j, which is kept as %s", (timeZone, kept) => {
    expect(arrival({ timeZone })?.timeZone).toBe(kept);
  });
  test.each([
    ["sv-SE", "sv-SE"],
    ["en", "en"],
    ["zh-Hans-CN", "zh-CN"],
    ["es-419", "es"],
    ["gsw-CH", "en"],
    ["", "en"],
    ["not a language", "en"],
  ])("brings the language %j, which is kept as %s", (locale, kept) => {
    expect(arrival({ locale })?.locale).toBe(kept);
  });
});

test.each([
  ["123456789", "password_short"],
  ["1234567890", undefined],
  ["é".repeat(36), undefined],
  ["é".repeat(37), "password_long"],
])("the password %j: %s", (password, problem) => {
  expect(passwordSchema.safeParse(password).error?.issues[0]?.message).toBe(problem);
});

test("a token is 32 bytes in base64url, and nothing else", () => {
  expect(tokenSchema.safeParse(`${"A".repeat(42)}_`).success).toBe(true);
  for (const token of ["", "A".repeat(42), "A".repeat(44), `${"A".repeat(42)}/`])
    expect(tokenSchema.safeParse(token).success, token).toBe(false);
});

test("an invitation goes to an address, and to a team or the organisers", () => {
  const to = "10000000-0000-4000-8000-000000000001";
  expect(inviteSchema.safeParse({ email: "a@b.example", to }).success).toBe(true);
  expect(inviteSchema.safeParse({ email: "a@b.example", to: "organisers" }).success).toBe(true);
  expect(inviteSchema.safeParse({ email: "a@b.example", to: "" }).success).toBe(false);
  expect(inviteSchema.safeParse({ email: "nobody", to }).success).toBe(false);
});
