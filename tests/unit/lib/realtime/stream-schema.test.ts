import { expect, test } from "vitest";
import { topicsSchema } from "@/lib/realtime/stream/schema";

const ID = "10000000-0000-4000-8000-000000000001";

test("a stream is asked for the topics that there are, each once", () => {
  const names = [`team:${ID}`, `team:${ID}:3`, `user:${ID}`, "admin", "admin:12", "portal", "admin"];
  expect(topicsSchema.parse(names.join(","))).toEqual([...new Set(names)]);
});

test.each([
  ["none", ""],
  ["an empty one", "admin,"],
  ["one of no kind", "everything"],
  ["one of Realtime's own", "realtime:admin"],
  ["a team without its id", "team:SWE"],
  ["an epoch that is no number", `team:${ID}:last`],
  ["a second line", "admin\nportal"],
  ["an id with something after it", `user:${ID}x`],
  ["more than a hundred", Array.from({ length: 101 }, (_, n) => `admin:${n}`).join()],
  ["nothing at all", null],
])("it is not asked for %s", (_what, names) => {
  expect(topicsSchema.safeParse(names).success).toBe(false);
});
