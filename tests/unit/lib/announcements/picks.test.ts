import fc from "fast-check";
import { expect, test } from "vitest";
import { picksOf } from "@/lib/announcements/picks";

const now = new Date("2026-11-24T12:00:00Z");
const cell = fc.record({
  teamId: fc.uuid(),
  isCompleted: fc.boolean(),
  dueAt: fc
    .date({ min: new Date("2026-11-01"), max: new Date("2026-12-24"), noInvalidDate: true })
    .map((at) => at.toISOString()),
});
const requirements = fc.array(
  fc.record({ id: fc.uuid(), title: fc.string(), cells: fc.array(cell, { maxLength: 6 }) }),
  { maxLength: 5 },
);

test("a team is picked for what it has not done, and as late only once its own deadline has passed", () => {
  fc.assert(
    fc.property(requirements, (given) => {
      const picks = picksOf(given, now);
      for (const { id, cells } of given) {
        const of = (standing: "late" | "open") =>
          picks.find((pick) => pick.requirementId === id && pick.standing === standing)?.teams ?? [];
        const owing = cells.filter(({ isCompleted }) => !isCompleted);
        expect(of("open")).toEqual(owing.map(({ teamId }) => teamId));
        expect(of("late")).toEqual(
          owing.filter(({ dueAt }) => new Date(dueAt) <= now).map(({ teamId }) => teamId),
        );
      }
    }),
  );
});

test("what nobody owes is not offered, and who is late comes first", () => {
  fc.assert(
    fc.property(requirements, (given) => {
      const picks = picksOf(given, now);
      expect(picks.every(({ teams }) => teams.length > 0)).toBe(true);
      const standings = picks.map(({ standing }) => standing);
      expect(standings).toEqual(standings.toSorted());
    }),
  );
});
