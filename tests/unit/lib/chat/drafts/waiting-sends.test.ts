import { expect, test } from "vitest";
import { createWaitingSends } from "@/lib/chat/drafts/waiting-sends";

/** Two teams, whose files the test moves. */
function createWorld() {
  const files: Record<string, { attached: number; underWay: number }> = {
    SWE: { attached: 0, underWay: 0 },
    FIN: { attached: 0, underWay: 0 },
  };
  let changed = () => {};
  const sent: string[] = [];
  const sends = createWaitingSends({
    attached: (team) => files[team]?.attached ?? 0,
    underWay: (team) => files[team]?.underWay ?? 0,
    subscribe: (onChange) => {
      changed = onChange;
    },
  });
  const move = (team: string, attached: number, underWay: number) => {
    files[team] = { attached, underWay };
    changed();
  };
  return { sends, sent, move, wait: (team: string) => sends.wait(team, () => void sent.push(team)) };
}

test("what waits for its files goes once they are all there, each team's by itself, and once", () => {
  const { sends, sent, move, wait } = createWorld();
  move("SWE", 1, 2);
  move("FIN", 0, 1);
  wait("SWE");
  wait("FIN");
  // Attached before it is off the list of what is under way.
  move("SWE", 2, 2);
  move("SWE", 2, 1);
  expect(sent).toEqual([]);
  move("FIN", 1, 0);
  expect(sent).toEqual(["FIN"]);
  move("SWE", 3, 0);
  move("SWE", 3, 0);
  expect(sent).toEqual(["FIN", "SWE"]);
  expect(sends.isWaiting("SWE")).toBe(false);
});

test("what broke off is waited for, what comes along goes with it, and who takes a file away has not finished", () => {
  const { sends, sent, move, wait } = createWorld();
  const heard: boolean[] = [];
  sends.subscribe(() => heard.push(sends.isWaiting("SWE")));
  move("SWE", 0, 1);
  wait("SWE");
  // Broken off, tried again, and another one added meanwhile.
  move("SWE", 0, 1);
  move("SWE", 0, 2);
  expect(sends.isWaiting("SWE")).toBe(true);
  move("SWE", 0, 0);
  expect(sent).toEqual([]);
  expect(heard).toEqual([true, false]);

  move("SWE", 0, 1);
  wait("SWE");
  sends.stop("SWE");
  move("SWE", 1, 0);
  expect(sent).toEqual([]);
});
