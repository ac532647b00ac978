import { createFormatter, createTranslator } from "use-intl/core";
import { expect, test } from "vitest";
import en from "@/lib/i18n/messages/en.json";
import { brokeQuietHours, reasonsOf } from "@/lib/notifications/facts";
import { notificationTypes } from "@/lib/notifications/schema";
import { wordsOf } from "@/lib/notifications/words";
import { example } from "./example";

const reader = (ownTeam: string | null) => ({
  t: createTranslator({ locale: "en-GB", messages: en, namespace: "notifications" }),
  format: createFormatter({ locale: "en-GB", timeZone: "Europe/Zurich" }),
  ownTeam,
});
const item = (parts: Record<string, string>) => ({ link: "/tasks/1", team_code: "SWE", ...parts });
const roster = item({
  title: "Final roster",
  due_at: "2026-11-27T17:00:00+00:00",
  actor_name: "Anna Lindqvist",
});
const jerseys = item({ title: "Jersey colours", actor_name: "Anna Lindqvist" });
const said = item({ title: "Final roster", actor_name: "Anna Lindqvist", excerpt: "Is it final?" });
const one = (of: object) => ({ itemCount: 1, params: { items: [of], team_code: "SWE", reasons: [] } });
const many = (...items: object[]) => ({ itemCount: items.length, params: { items, reasons: [] } });

test("of one thing its name is said, and to an organiser whose it is", () => {
  const say = (type: (typeof notificationTypes)[number], of: object, ownTeam: string | null) => {
    const { title, body } = wordsOf(example({ type, ...one(of) }), reader(ownTeam));
    return [title, body];
  };
  expect(say("task_assigned", roster, "SWE")).toEqual(["New task: Final roster", "Due Fri 27 Nov, 18:00"]);
  expect(say("deadline_reminder", roster, "SWE")).toEqual(["“Final roster” is due Fri 27 Nov, 18:00", ""]);
  expect(say("task_completed", roster, null)).toEqual(["“Final roster” is done · SWE", "by Anna Lindqvist"]);
  expect(say("document_uploaded", jerseys, null)).toEqual([
    "New document: Jersey colours · SWE",
    "by Anna Lindqvist",
  ]);
  expect(say("task_comment", said, null)).toEqual([
    "Anna Lindqvist commented on “Final roster” · SWE",
    "Is it final?",
  ]);
  expect(say("chat_message", said, "SWE")).toEqual(["Anna Lindqvist wrote to you", "Is it final?"]);
  expect(say("chat_mention", said, null)).toEqual(["Anna Lindqvist mentioned you · SWE", "Is it final?"]);
  expect(say("page_published", { title: "Arrival", link: "/pages/arrival" }, "SWE")).toEqual([
    "New page: Arrival",
    "",
  ]);
});

test("of several it is said how many, and each has its line and its place", () => {
  const told = wordsOf(example({ type: "task_assigned", ...many(roster, jerseys, roster) }), reader("SWE"));
  expect(told).toEqual({
    title: "3 new tasks assigned",
    body: "",
    lines: [
      { text: "Final roster", link: "/tasks/1" },
      { text: "Jersey colours", link: "/tasks/1" },
      { text: "Final roster", link: "/tasks/1" },
    ],
    more: 0,
    summary: "Final roster · Jersey colours · Final roster",
  });
});

test("of several teams each line says whose, and what is over five is counted", () => {
  const finns = { ...jerseys, team_code: "FIN" };
  const told = wordsOf(
    example({ type: "task_completed", ...many(roster, finns), itemCount: 40 }),
    reader(null),
  );
  expect(told.title).toBe("40 tasks completed");
  expect(told.lines.map(({ text }) => text)).toEqual(["Final roster · SWE", "Jersey colours · FIN"]);
  expect(told.more).toBe(38);
});

test("of several comments each says who wrote it", () => {
  const told = wordsOf(example({ type: "task_comment", ...many(said, said) }), reader("SWE"));
  expect(told.title).toBe("2 new comments on “Final roster”");
  expect(told.lines[0]?.text).toBe("Anna Lindqvist: Is it final?");
});

test.each(notificationTypes)(
  "every kind has words for one and for many, also when little is known of it: %s",
  (type) => {
    for (const itemCount of [1, 2, 300])
      for (const items of [[{}], [roster], [said, said]]) {
        const told = wordsOf(example({ type, itemCount, params: { items } }), reader(null));
        expect(told.title).not.toBe("");
        expect(`${told.title} ${told.body}`).not.toMatch(/notifications\.|undefined|null|[{}]/);
      }
  },
);

test("of a message without a text it is said that a file came", () => {
  const picture = item({ actor_name: "Anna Lindqvist", excerpt: "" });
  expect(wordsOf(example({ type: "chat_message", ...one(picture) }), reader("SWE"))).toMatchObject({
    title: "Anna Lindqvist wrote to you",
    body: "Sent a file",
  });
  const { lines } = wordsOf(example({ type: "chat_message", ...many(said, picture) }), reader("SWE"));
  expect(lines.map(({ text }) => text)).toEqual([
    "Anna Lindqvist: Is it final?",
    "Anna Lindqvist: Sent a file",
  ]);
});

test("what nothing is known of is told as it was stored", () => {
  for (const params of [{}, { items: "junk" }, { items: [1, "two"] }])
    expect(wordsOf(example({ params }), reader(null))).toMatchObject({
      title: "Stored title",
      body: "Stored message",
    });
});

test("reasons that this page does not know are left out", () => {
  const told = example({ params: { reasons: ["of_the_future", "team", "assignee"], quiet: true } });
  expect(reasonsOf(told)).toEqual(["assignee", "team"]);
  expect(brokeQuietHours(told)).toBe(true);
  expect(reasonsOf(example({ params: { reasons: 7 } }))).toEqual([]);
  expect(brokeQuietHours(example())).toBe(false);
});
