import { describe, expect, test } from "vitest";
import { begunAt, completed, completionsOf } from "@/lib/chat/mentions/completion";
import { groupsOf, mentionsOf } from "@/lib/chat/mentions/groups";
import { type Mentionable, ORGANISERS_ID } from "@/lib/chat/schema";

const TEAM = "10000000-0000-4000-8000-000000000001";
const person = (name: string): Mentionable => ({ id: name, name, kind: "person" });
const MENTIONABLES = [
  person("Anna"),
  person("Anna Lindqvist"),
  person("Bjørn-Erik Ødegård"),
  person("Erik Nyström"),
  person("Jānis Bērziņš"),
  ...groupsOf(TEAM),
];
const offered = (query: string) => completionsOf(query, MENTIONABLES).map(({ name }) => name);

describe("a mention is being written", () => {
  test.each([
    ["@", { from: 0, to: 1, query: "" }],
    ["See @er", { from: 4, to: 7, query: "er" }],
    ["(@Anna L", { from: 1, to: 8, query: "Anna L" }],
    ["@Anna and @te", { from: 10, to: 13, query: "te" }],
    ["one\n@x", { from: 4, to: 6, query: "x" }],
  ])("in %j", (text, begun) => expect(begunAt(text, text.length)).toEqual(begun));

  test.each(["", "x", "anna@x", "@ ", "@\n", "@x\n", "@@", `@${"x".repeat(41)}`])("not in %j", (text) =>
    expect(begunAt(text, text.length)).toBeNull(),
  );

  test("where the caret stands, and nowhere else", () => {
    expect(begunAt("@er later", 3)).toEqual({ from: 0, to: 3, query: "er" });
    expect(begunAt("@er later", 0)).toBeNull();
    // A caret from before the text was sent.
    expect(begunAt("@er", 5)).toBeNull();
  });
});

describe("offered are", () => {
  test("all at first, the groups last", () => {
    expect(offered("")).toEqual([
      "Anna",
      "Anna Lindqvist",
      "Bjørn-Erik Ødegård",
      "Erik Nyström",
      "Jānis Bērziņš",
      "team",
      "organisers",
    ]);
  });

  test("those of whose name a word begins so, without regard to case and accents", () => {
    expect(offered("janis b")).toEqual(["Jānis Bērziņš"]);
    expect(offered("ODEG")).toEqual(["Bjørn-Erik Ødegård"]);
    expect(offered("berzins")).toEqual(["Jānis Bērziņš"]);
    expect(offered("ē")).toEqual(["Erik Nyström", "Bjørn-Erik Ødegård"]);
    expect(offered("rik")).toEqual([]);
    expect(offered("te")).toEqual(["team"]);
  });

  test("nobody once a whole name is written, and those again whose name goes on from there", () => {
    expect(offered("Anna")).toEqual(["Anna", "Anna Lindqvist"]);
    expect(offered("Anna ")).toEqual([]);
    expect(offered("Anna l")).toEqual(["Anna Lindqvist"]);
    expect(offered("team ")).toEqual([]);
  });

  test("at most six people, with the groups behind them", () => {
    const many = Array.from({ length: 30 }, (_, index) => person(`Person ${index}`));
    expect(completionsOf("", [...many, ...groupsOf(TEAM)])).toHaveLength(8);
  });
});

test("what is chosen stands in the place of what was written, with one space behind it", () => {
  const put = (text: string, caret: number) => {
    const begun = begunAt(text, caret);
    return begun && completed(text, begun, "Erik Nyström");
  };
  expect(put("Ask @er", 7)).toEqual({ text: "Ask @Erik Nyström ", caret: 18 });
  expect(put("Ask @er about it", 7)).toEqual({ text: "Ask @Erik Nyström about it", caret: 18 });
  expect(put("Ask @er, now", 7)).toEqual({ text: "Ask @Erik Nyström , now", caret: 18 });
});

test("a member is meant by their own name and their team's, an organiser by the organisers'", () => {
  expect(mentionsOf({ id: "anna", role: "member" }, TEAM)).toEqual(new Set(["anna", TEAM]));
  expect(mentionsOf({ id: "mikko", role: "admin" }, TEAM)).toEqual(new Set(["mikko", ORGANISERS_ID]));
});
