import { afterAll, beforeAll, expect, test } from "vitest";
import { headOf, placesOf, sent, upTo } from "./support/chat.ts";
import { type Change, watchCommits } from "./support/commits.ts";
import { openDatabase } from "./support/database.ts";
import { teams } from "./support/demo.ts";
import { enrolMember, enrolOrganiser, several } from "./support/people.ts";

/** Fifty people write at the same moment: eleven members of each of four teams, and six organisers to all of them. */
const conversations = [teams.sweden, teams.canada, teams.norway, teams.austria];
const messagesEach = 8;

const database = await openDatabase();
const commits = await watchCommits(database);
afterAll(commits.stop);

let before: Map<string, number>;
let changes: Change[];

beforeAll(async () => {
  const members = await several(44, async (index) => {
    const teamId = conversations[index % conversations.length] ?? teams.sweden;
    return { actor: await enrolMember(database, teamId), writesTo: () => teamId };
  });
  const organisers = await several(6, async (index) => ({
    actor: await enrolOrganiser(database),
    writesTo: (turn: number) => conversations[(index + turn) % conversations.length] ?? teams.sweden,
  }));
  before = new Map(
    await several(conversations.length, async (index) => {
      const teamId = conversations[index] ?? "";
      return [teamId, (await headOf(database, teamId)).last_revision] as const;
    }),
  );

  await Promise.all(
    [...members, ...organisers].map(async ({ actor, writesTo }) => {
      for (let turn = 0; turn < messagesEach; turn += 1) {
        const { id } = await sent(database, actor, writesTo(turn));
        if (turn % 3 === 0)
          await database.as(actor, (sql) => sql`select public.edit_message(${id}, 'Gate D.')`);
        if (turn % 4 === 1) await database.as(actor, (sql) => sql`select public.delete_message(${id})`);
      }
    }),
  );
  changes = await commits.read();
}, 60_000);

test("every message that was sent is in a log", () => {
  expect(changes.filter(({ operation }) => operation === "INSERT")).toHaveLength(50 * messagesEach);
});

test.each(conversations)("the places of conversation %s have no hole and end at its head", async (teamId) => {
  const { last_seq } = await headOf(database, teamId);
  expect(last_seq).toBeGreaterThan(messagesEach * 11);
  expect(await placesOf(database, teamId)).toEqual(upTo(last_seq));
});

test.each(conversations)("the places of conversation %s are in the order of the commits", (teamId) => {
  const places = changes
    .filter((change) => change.teamId === teamId && change.operation === "INSERT")
    .map(({ seq }) => seq);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
});

test.each(conversations)(
  "the revisions of conversation %s follow each other commit by commit, without a hole, up to its head",
  async (teamId) => {
    const { last_revision } = await headOf(database, teamId);
    const revisions = changes.filter((change) => change.teamId === teamId).map(({ revision }) => revision);
    expect(revisions).toEqual(upTo(last_revision).slice(before.get(teamId)));
  },
);

test("no message is older than the one before it", async () => {
  const inverted = await database.owner`
    select seq from (
      select team_id, seq, created_at, lag(created_at) over (partition by team_id order by seq) as before
      from public.chat_messages) places
    where created_at < before`;
  expect(inverted).toEqual([]);
});
