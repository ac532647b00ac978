import { describe, expect, test } from "vitest";
import { codeSchema, colourSchema, newTeamSchema } from "@/lib/teams/schema";

describe("a team", () => {
  test("is tidied as people type it", () => {
    const typed = {
      code: " ita ",
      name: " Italy ",
      timeZone: "europe/rome",
      primaryColour: "008C45",
      secondaryColour: "#FFF",
    };
    expect(newTeamSchema.parse(typed)).toEqual({
      code: "ITA",
      name: "Italy",
      timeZone: "Europe/Rome",
      primaryColour: "#008c45",
      secondaryColour: "#ffffff",
    });
  });

  test.each(["I", "ITALIA", "I-A", "", "ÖST"])("has no code %j", (code) => {
    expect(codeSchema.safeParse(code).success).toBe(false);
  });

  test.each(["red", "#12345", "#1234567", "", "#ggg", "##fff"])("has no colour %j", (colour) => {
    expect(colourSchema.safeParse(colour).success).toBe(false);
  });
});
