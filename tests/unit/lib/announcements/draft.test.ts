import { expect, test } from "vitest";
import { createKeptDraft, resumed } from "@/lib/announcements/draft";

const id = "00000000-0000-4000-8000-00000000000a";
const draft = { id, content: "Gate C.", teams: ["swe", "fin"], from: "" };

function shelf() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

test("a draft is kept for who wrote it, under its id, until nothing is left of it", () => {
  const place = shelf();
  createKeptDraft(place, "mikko").write(draft);
  expect(createKeptDraft(place, "mikko").read()).toEqual(draft);
  expect(createKeptDraft(place, "sofia").read()).toBeNull();
  createKeptDraft(place, "mikko").write({ ...draft, content: "", teams: [] });
  expect(createKeptDraft(place, "mikko").read()).toBeNull();
});

test("what is no draft is none", () => {
  const place = shelf();
  for (const value of ["", "{", '{"id":"x"}']) {
    place.setItem("rinkside-announcement mikko", value);
    expect(createKeptDraft(place, "mikko").read()).toBeNull();
  }
});

test("a draft goes on with its own teams, but where the page was opened for others", () => {
  const offered = new Set(["swe", "fin", "nor"]);
  const opened = { id: "new", content: "", teams: ["nor"], from: "unseen x" };
  expect(resumed(draft, { ...opened, teams: [], from: "" }, offered)).toEqual(draft);
  expect(resumed(draft, opened, offered)).toEqual({ ...draft, teams: ["nor"], from: "unseen x" });
  const own = { ...draft, from: "unseen x" };
  expect(resumed(own, opened, offered)).toEqual(own);
  expect(resumed(draft, { ...opened, from: "" }, new Set(["fin"])).teams).toEqual(["fin"]);
});
