import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "../support/database.ts";
import { attempt, refused } from "./support/attempt.ts";
import { sent } from "./support/chat.ts";
import { openDatabase } from "./support/database.ts";
import { aino, anna, erik, mikko, sofia, teams } from "./support/demo.ts";
import { signUp } from "./support/people.ts";

const database = await openDatabase();

type Found = { id: string; seq: number; team_code: string; content: string; words: string[] };
type Page = { has_more: boolean; messages: Found[] };

async function search(
  actor: Actor,
  query: string,
  {
    team = null,
    before = null,
    size = 20,
  }: { team?: string | null; before?: string | null; size?: number } = {},
): Promise<Page | null> {
  return database.as(actor, async (sql) => {
    const [row] = await sql<{ page: Page | null }[]>`
      select public.search_messages(${query}, ${team}, ${before}, ${size}) as page`;
    return row?.page ?? null;
  });
}

const texts = async (...asked: Parameters<typeof search>) =>
  (await search(...asked))?.messages.map(({ content }) => content);

/** A conversation of its own, by the owner: nothing stands in the way of many messages. */
async function history(
  team: string,
  contents: string[],
  at = (n: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, n)),
) {
  for (const [n, content] of contents.entries()) {
    await database.owner`
      insert into public.chat_messages (team_id, sender_id, content, created_at)
      values (${team}, ${mikko.id}, ${content}, ${at(n)})`;
  }
}

describe("words", () => {
  const lines = [
    "Nästa tävling börjar klockan tio",
    "Alla tävlingar är inställda",
    "Wo sind die Spieler?",
    "Den Spielern fehlt Eis",
    "Joukkue on hotellissa",
    "Joukkueen bussi lähtee",
    "Joukkueelle on varattu pukuhuone",
    "Zraněný hráč potřebuje lékaře",
    "The skates were sharpened overnight",
    "Please meet at gate C, then at the gate of the rink",
    "Practice 18:00–19:30 at hotel/arena, O’Brien won’t come; roster_final-v2.xlsx",
    "Call +420 777, fare=30€, Canada→Éclair 🏒 at 17:00−18:00 [sic] `x` हिन्दी",
  ];
  beforeAll(() => history(teams.norway, lines));

  test.each([
    ["tävling", [1, 0]],
    ["tävlingar", [1, 0]],
    ["tavling", [1, 0]],
    ["Spieler", [3, 2]],
    ["spielern", [3, 2]],
    ["joukkue", [6, 5, 4]],
    ["joukkueelle", [6, 5, 4]],
    ["hráč", [7]],
    ["hrac", [7]],
    ["HRÁČ", [7]],
    ["skate", [8]],
    ["sharpening", [8]],
    ["sharpened skates", [8]],
    ["sharpened spieler", []],
    ['"gate C"', [9]],
    ['"C gate"', []],
    ['"the gate', [9]],
    ['"at the gate"', [9]],
    ['"at the rink"', []],
    ["19:30", [10]],
    ["19", [10]],
    ["30:19", []],
    ["arena", [10]],
    ["o'brien won't", [10]],
    ["roster_final", [10]],
    ["xlsx", [10]],
    ["420", [11]],
    ["+420 777", [11]],
    ["fare", [11]],
    ["eclair", [11]],
    ["18:00", [11, 10]],
    ["sic", [11]],
    ["हिन्दी", [11]],
    ["joukkue -bussi", [6, 4]],
    ["joukkue -bussit", [6, 4]],
    ['joukkue -"on varattu"', [5, 4]],
    ["-bussi", []],
    ["pukuh", [6]],
    ["pukuh joukkue", []],
    ["pu", []],
    ["", []],
    ['  ?! -- "" \' : * & | ( ) \\ <-> ', []],
    ["gate' & !:*", [9]],
  ])("%s", async (query, expected) => {
    expect(await texts(mikko, query, { team: teams.norway })).toEqual(expected.map((n) => lines[n]));
  });

  test("are told as they are written, for who marks them", async () => {
    const found = await search(mikko, "joukkue", { team: teams.norway });
    expect(found?.messages.map(({ words }) => words)).toEqual([["Joukkueelle"], ["Joukkueen"], ["Joukkue"]]);
    const phrase = await search(mikko, '"gate c" -bussi', { team: teams.norway });
    expect(phrase?.messages[0]?.words.toSorted()).toEqual(["C", "gate"]);
  });
});

describe("who finds what", () => {
  const word = "zamboniquux";
  beforeAll(async () => {
    await history(teams.sweden, [`${word} of Sweden`]);
    await history(teams.finland, [`${word} of Finland`], (n) => new Date(Date.UTC(2026, 0, 2, 0, 0, n)));
  });

  test("an organiser all, or one team's; a team its own, whatever it asks for", async () => {
    expect(await texts(mikko, word)).toEqual([`${word} of Finland`, `${word} of Sweden`]);
    expect(await texts(sofia, word, { team: teams.sweden })).toEqual([`${word} of Sweden`]);
    expect(await texts(anna, word)).toEqual([`${word} of Sweden`]);
    expect(await texts(erik, word, { team: teams.sweden })).toEqual([`${word} of Sweden`]);
    expect(await texts(aino, word)).toEqual([`${word} of Finland`]);
    expect(await search(anna, word, { team: teams.finland })).toBeNull();
    expect(await search(anna, word, { team: randomUUID() })).toBeNull();
  });

  test("nobody else anything", async () => {
    const ask = (actor: Actor) =>
      attempt(database, actor, (sql) => sql`select public.search_messages(${word}) as page`);
    expect(await ask("anon")).toBe(refused);
    expect(await ask("service_role")).toBe(refused);
    const unassigned = await signUp(database);
    expect(await search(unassigned, word)).toBeNull();
    await database.owner`update public.users set deactivated_at = now() where id = ${erik.id}`;
    expect(await search(erik, word)).toBeNull();
    await database.owner`update public.users set deactivated_at = null where id = ${erik.id}`;
  });

  test("a place in another team's conversation is no place", async () => {
    const [finland] = (await search(aino, word))?.messages ?? [];
    expect(await search(anna, word, { before: finland?.id })).toBeNull();
    expect(await search(mikko, word, { before: randomUUID() })).toBeNull();
    expect(await texts(mikko, word, { before: finland?.id })).toEqual([`${word} of Sweden`]);
  });

  test("organisers find what an archived team wrote", async () => {
    await database.owner`update public.teams set archived_at = now() where id = ${teams.finland}`;
    expect(await texts(mikko, word)).toEqual([`${word} of Finland`, `${word} of Sweden`]);
    await database.owner`update public.teams set archived_at = null where id = ${teams.finland}`;
  });
});

test("what is edited is found by its new words alone, what is deleted by none, at once", async () => {
  const message = await sent(database, anna, teams.sweden, { content: "Kalkylblad" });
  expect(await texts(mikko, "kalkylblad")).toEqual(["Kalkylblad"]);
  await database.as(anna, (sql) => sql`select public.edit_message(${message.id}, 'Ordbok')`);
  expect(await texts(mikko, "kalkylblad")).toEqual([]);
  expect(await texts(anna, "ordbok")).toEqual(["Ordbok"]);
  await database.as(anna, (sql) => sql`select public.delete_message(${message.id})`);
  expect(await texts(mikko, "ordbok")).toEqual([]);
  const left = await database.owner`select from private.message_words where message_id = ${message.id}`;
  expect(left).toHaveLength(0);
});

test("each message that says something has its words, the seed's too", async () => {
  const [row] = await database.owner`
    select count(*)::int as wrong from public.chat_messages m full join private.message_words w on w.message_id = m.id
    where (coalesce(m.content, '') <> '') <> (w.message_id is not null)
      or w.words <> private.words_of(m.content, m.team_id, m.created_at)`;
  expect(row?.wrong).toBe(0);
});

describe("pages, by whichever way they are found", () => {
  // The older 5,000 have "burst", more than one step takes in, and none of the newest 4,000: a walk over those finds none.
  const total = 9_000;
  beforeAll(async () => {
    // Written past the log, which would take its time: the words alone are kept as always.
    await database.admin.begin(async (sql) => {
      await sql`alter table public.chat_messages disable trigger user`;
      await sql`alter table public.chat_messages enable trigger chat_messages_keep_words`;
      await sql`
        insert into public.chat_messages (team_id, sender_id, content, created_at, seq, revision)
        select ${teams.canada}::uuid, ${mikko.id}::uuid,
          'puck' || case when n <= 5000 then ' burst' else '' end || case when n % 500 = 0 then ' seldomly' else '' end || ' ' || n,
          timestamptz '2026-02-01' + n * interval '10 minutes', 1000 + n, 1000 + n
        from generate_series(1, ${total}::int) n`;
      await sql`alter table public.chat_messages enable trigger user`;
    });
    await database.owner`analyze private.message_words`;
  }, 120_000);

  /** All numbers that pages of this size tell of. */
  async function everything(
    query: string,
    team: string | null,
    size: number,
    pages = Number.POSITIVE_INFINITY,
  ) {
    const numbers: number[] = [];
    for (let before: string | null = null, page = 0; page < pages; page++) {
      const found = await search(mikko, query, { team, before, size });
      if (!found) throw new Error("Nothing came back");
      numbers.push(...found.messages.map(({ content }) => Number(content.split(" ").at(-1))));
      before = found.messages.at(-1)?.id ?? null;
      if (!found.has_more) break;
    }
    return numbers;
  }
  const down = (from: number, count: number, step = 1) =>
    Array.from({ length: count }, (_, n) => from - n * step);

  test.each([
    ["of one team", teams.canada],
    ["of all", null],
  ])("%s", async (_, team) => {
    expect(await everything("puck", team, 50, 3)).toEqual(down(9000, 150));
    expect(await everything("burst", team, 50, 3)).toEqual(down(5000, 150));
    expect(await everything("seldomly", team, 5)).toEqual(down(9000, 18, 500));
    expect(await everything("seldomly burst", team, 5)).toEqual(down(5000, 10, 500));
    expect(await everything("puck -seldomly", team, 200, 1)).toEqual(
      down(9000, 201)
        .filter((n) => n % 500 !== 0)
        .slice(0, 200),
    );
  });
});
