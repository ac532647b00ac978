import fc from "fast-check";
import { type RosterLine, roles, type Standing, type Step } from "@/lib/roster/schema";
import type { TeamFields } from "@/lib/teams/schema";

// Few codes and addresses, so that lines and tournament meet; none of them the demo's.
const code = fc.constantFrom("ITA", "FRA", "POL", "HUN");
const email = fc.constantFrom("a@rinkside.test", "b@rinkside.test", "c@rinkside.test", "d@rinkside.test");
const values = {
  name: fc.constantFrom("Sweden", "Finland", "Elsewhere"),
  timeZone: fc.constantFrom("Europe/Zurich", "UTC"),
  primaryColour: fc.constantFrom("#000000", "#1b3a6b"),
  secondaryColour: fc.constantFrom("#ffffff", "#f5c400"),
};
const place = fc.oneof(
  code.map((teamCode) => ({ role: "member" as const, teamCode })),
  fc.constant({ role: "admin" as const, teamCode: null }),
);

/** A tournament: some teams, and people who are here or invited, in some of them. */
export const standings: fc.Arbitrary<Standing> = fc
  .record({
    timeZone: values.timeZone,
    teams: fc.uniqueArray(fc.record({ ...values, code, isArchived: fc.boolean() }), {
      selector: (team) => team.code,
    }),
    addresses: fc.uniqueArray(
      fc.record({
        email,
        state: fc.constantFrom(...(["here", "deactivated", "invited", "expired"] as const)),
        place,
      }),
      { selector: (address) => address.email },
    ),
  })
  .map(({ addresses, ...rest }) => ({
    ...rest,
    addresses: addresses
      .filter(({ place: { teamCode } }) => !teamCode || rest.teams.some((team) => team.code === teamCode))
      .map(({ email, state, place }) => ({ email, state, ...place })),
  }));

/** Lines as they come out of a file without mistakes of its own. */
export const rosters: fc.Arbitrary<RosterLine[]> = fc
  .array(
    fc.record({
      place,
      email: fc.option(email),
      given: fc.record(values, { requiredKeys: [] }),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((items) => {
    const named = new Set<string>();
    const addressed = new Set<string>();
    return items.flatMap(({ place: { role, teamCode }, email: address, given }, index) => {
      const isFirst = teamCode !== null && !named.has(teamCode);
      if (teamCode) named.add(teamCode);
      const isNew = address !== null && !addressed.has(address);
      if (address) addressed.add(address);
      if (role === "admin" && !isNew) return [];
      return {
        line: index + 2,
        code: teamCode,
        given: isFirst ? given : {},
        email: isNew ? address : null,
        role: roles[role === "admin" ? 1 : 0],
      };
    });
  })
  .filter((lines) => lines.length > 0);

/** The tournament after the steps of a plan: teams made and changed, addresses invited. */
export function applied(standing: Standing, steps: readonly Step[]): Standing {
  const teams = new Map(standing.teams.map((team) => [team.code, { ...team }]));
  const addresses = [...standing.addresses];
  for (const step of steps) {
    if (step.code && step.team === "created")
      teams.set(step.code, { ...(step.given as TeamFields), code: step.code, isArchived: false });
    const team = step.code ? teams.get(step.code) : undefined;
    if (team)
      for (const [field, { to }] of Object.entries(step.changes)) team[field as keyof TeamFields] = to;
    if (step.email && step.person === "invited")
      addresses.push({ email: step.email, state: "invited", role: step.role, teamCode: step.code });
  }
  return { ...standing, teams: [...teams.values()], addresses };
}
