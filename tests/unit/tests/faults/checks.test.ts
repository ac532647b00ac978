import { expect, test } from "vitest";
import {
  acknowledgedOnce,
  heardOnlyOwn,
  isGapless,
  isNotGone,
  pageEqualsPostgres,
  typedAtMostOnce,
  unreadIsRecounted,
} from "@/tests/faults/checks";
import type { Truth } from "@/tests/faults/database";
import type { Typed } from "@/tests/faults/ledger";
import type { Person } from "@/tests/faults/world/cast";
import type { PageState } from "@/tests/faults/world/page-script";

const team = { id: "t", code: "XAB", marker: "zqaaaaaaaaqz" };
const person: Person = { id: "p", email: "", name: "Player 1", role: "member", team };
const typed: Typed = { text: "b", person, team };

/** Three messages, of which the first was deleted. */
const truth: Truth = {
  lastSeq: 3,
  lastRevision: 4,
  rows: [null, "b", "c"].map((content, index) => ({
    ...{ id: `m${index}`, seq: index + 1, revision: index + 2, senderId: person.id, content },
  })),
};

const page: PageState = {
  ...{ liveness: "live", rung: "websocket", seal: "", completeTo: 3, outbox: [], draft: "" },
  rows: [
    [1, null],
    [2, "b"],
    [3, "c"],
  ],
};

const withRows = (rows: PageState["rows"]): PageState => ({ ...page, rows });

test("a page that shows what Postgres has passes, from whichever place on it has loaded", () => {
  expect(pageEqualsPostgres(page, truth)).toBeNull();
  expect(pageEqualsPostgres(withRows([[3, "c"]]), truth)).toBeNull();
});

test.each<[what: string, page: PageState]>([
  [
    "lacks the last message",
    withRows([
      [1, null],
      [2, "b"],
    ]),
  ],
  [
    "has a hole",
    withRows([
      [1, null],
      [3, "c"],
    ]),
  ],
  [
    "shows a message twice",
    withRows([
      [1, null],
      [2, "b"],
      [2, "b"],
      [3, "c"],
    ]),
  ],
  [
    "shows them in another order",
    withRows([
      [1, null],
      [3, "c"],
      [2, "b"],
    ]),
  ],
  [
    "shows an older text",
    withRows([
      [1, null],
      [2, "before"],
      [3, "c"],
    ]),
  ],
  [
    "shows what was deleted",
    withRows([
      [1, "a"],
      [2, "b"],
      [3, "c"],
    ]),
  ],
  ["shows what is not stored", withRows([...page.rows, [4, "d"]])],
  ["shows nothing", withRows([])],
  ["says that it is complete to an older place", { ...page, completeTo: 2 }],
])("a page that %s is found", (_, other) => {
  expect(pageEqualsPostgres(other, truth)).not.toBeNull();
});

test("what was acknowledged must be stored, once, and in its place", () => {
  expect(acknowledgedOnce(new Map([["b", 2]]), truth)).toBeNull();
  expect(acknowledgedOnce(new Map([["lost", 2]]), truth)).toContain("not in Postgres");
  expect(acknowledgedOnce(new Map([["b", 3]]), truth)).toContain("is #2");
  const [, second] = truth.rows;
  if (!second) throw new Error("There is no second row");
  const twice = { ...truth, rows: [...truth.rows, { ...second, seq: 4 }] };
  expect(acknowledgedOnce(new Map([["b", 2]]), twice)).toContain("2 times");
  expect(typedAtMostOnce([typed], twice)).toContain("2 times");
  expect(typedAtMostOnce([typed], truth)).toBeNull();
});

test("a place or a revision that is missing, or a head that is not the last, is found", () => {
  expect(isGapless(truth, [1, 2, 3, 4])).toBeNull();
  expect(isGapless(truth, [1, 2, 4])).toContain("revisions: 4 where 3 should be");
  expect(isGapless(truth, [1, 2, 3])).toContain("revisions end at 3");
  expect(isGapless({ ...truth, lastSeq: 4 }, [1, 2, 3, 4])).toContain("places end at 3");
  expect(isGapless({ ...truth, rows: truth.rows.slice(1) }, [1, 2, 3, 4])).toContain("places: 2 where 1");
});

test("a text is gone only when it is nowhere", () => {
  const elsewhere = { ...typed, text: "on its way" };
  expect(isNotGone(typed, truth, [], [])).toBeNull();
  expect(isNotGone(elsewhere, truth, [page], ["{}"])).toContain("neither stored");
  const outbox = [{ kind: "sending", text: "on its way" }];
  expect(isNotGone(elsewhere, truth, [{ ...page, outbox }], [])).toBeNull();
  expect(isNotGone(elsewhere, truth, [{ ...page, draft: "on its way" }], [])).toBeNull();
  expect(isNotGone(elsewhere, truth, [page], ['[{"content":"on its way"}]'])).toBeNull();
});

test("a member may hear of no other team, an organiser of all", () => {
  const heard = new Set([team.marker, "zqbbbbbbbbqz"]);
  expect(heardOnlyOwn(person, new Set([team.marker]))).toBeNull();
  expect(heardOnlyOwn(person, heard)).toContain("zqbbbbbbbbqz");
  expect(heardOnlyOwn({ ...person, role: "admin", team: null }, heard)).toBeNull();
});

test("an unread count that is not the recount is found", () => {
  expect(unreadIsRecounted({ listed: 3, counted: 3 })).toBeNull();
  expect(unreadIsRecounted({ listed: 2, counted: 3 })).not.toBeNull();
});
