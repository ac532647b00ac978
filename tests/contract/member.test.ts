import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { createMember, createTeam, signIn } from "./support/people.ts";
import { openSupabase } from "./support/supabase.ts";

/** A member of Sweden who goes round the site with an unmodified client and their own key can break nothing. */
const supabase = await openSupabase();
const { owner } = supabase;
const [sweden, finland] = [await createTeam(supabase), await createTeam(supabase)];
const [annasAccount, erik] = [await createMember(supabase, sweden), await createMember(supabase, sweden)];
const aino = await createMember(supabase, finland);
const [SWEDEN, FINLAND, ANNA, ERIK] = [sweden.id, finland.id, annasAccount.id, erik.id];
await owner`
  insert into public.chat_messages (team_id, sender_id, content)
  values (${SWEDEN}, ${ANNA}, 'Ours'), (${FINLAND}, ${aino.id}, 'Theirs')`;

const anna = await signIn(supabase, annasAccount);

const message = (more: Record<string, unknown> = {}) => ({
  id: randomUUID(),
  team_id: SWEDEN,
  sender_id: ANNA,
  content: "Round the site",
  ...more,
});

test.each([
  ["to another team", { team_id: FINLAND }],
  ["as someone else", { sender_id: ERIK }],
  ["with a place of one's own choosing", { seq: 1 }],
  ["with a revision of one's own choosing", { revision: 1 }],
  ["with a time of one's own choosing", { created_at: "2020-01-01T00:00:00Z" }],
  ["under another name", { sender_name: "The organisers" }],
  ["as if by an organiser", { sender_role: "admin" }],
  ["with a name of one's own choosing for whom it mentions", { mention_names: ["The President"] }],
])("cannot write %s", async (_what, more) => {
  const { error, status } = await anna.from("chat_messages").insert(message(more));
  expect([status, error?.code]).toEqual([403, "42501"]);
});

test.each([
  ["blank", "  \n ", "23514"],
  ["over 5,000 characters", "x".repeat(5001), "23514"],
  ["absent", null, "23514"],
])("cannot write a text that is %s", async (_what, content, code) => {
  const { error, status } = await anna.from("chat_messages").insert(message({ content }));
  expect([status, error?.code]).toEqual([400, code]);
});

test("cannot read, edit or delete what is Finland's, and does not learn whether it exists", async () => {
  const { data } = await anna.from("chat_messages").select("id").eq("team_id", FINLAND);
  expect(data).toEqual([]);
  const [theirs] = await owner`
    select id from public.chat_messages where team_id = ${FINLAND} limit 1`;
  const edited = await anna.rpc("edit_message", { message_id: theirs?.id, new_content: "mine now" });
  const unknown = await anna.rpc("edit_message", {
    message_id: randomUUID(),
    new_content: "mine now",
  });
  expect(edited.status).toBe(404);
  expect(edited.error).toEqual(unknown.error);
  expect((await anna.rpc("delete_message", { message_id: theirs?.id })).status).toBe(404);
  expect((await anna.rpc("chat_snapshot", { conversation: FINLAND })).data).toBeNull();
});

test("cannot change or remove a message past the functions, not even one's own", async () => {
  const update = await anna.from("chat_messages").update({ content: "rewritten" }).eq("sender_id", ANNA);
  expect([update.status, update.error?.code]).toEqual([403, "42501"]);
  const removal = await anna.from("chat_messages").delete().eq("sender_id", ANNA);
  expect([removal.status, removal.error?.code]).toEqual([403, "42501"]);
});

test.each([{ role: "admin", team_id: null }, { team_id: FINLAND }, { role: "admin" }])(
  "cannot make itself %j",
  async (wish) => {
    const { error, status } = await anna.from("users").update(wish).eq("id", ANNA);
    expect([status, error?.code]).toEqual([403, "42501"]);
  },
);

test("a retry answers without writing again, and takes no place", async () => {
  const retried = message();
  const first = await anna.from("chat_messages").insert(retried).select("seq");
  const second = await anna.from("chat_messages").insert(retried).select("seq");
  expect(first.data).toHaveLength(1);
  expect([second.status, second.data]).toEqual([201, []]);
  const next = await anna.from("chat_messages").insert(message()).select("seq");
  expect(next.data?.[0]?.seq).toBe((first.data?.[0]?.seq ?? 0) + 1);
});

test("may mention people of the conversation, or nobody, as clients do that know of no mentions", async () => {
  const names = { mentions: [ERIK, aino.id] };
  const columns = "id, mentions, mention_names";
  const named = await anna.from("chat_messages").insert(message(names)).select(columns).single();
  expect(named.data).toMatchObject({ mentions: [ERIK], mention_names: [expect.any(String)] });
  const plain = await anna.from("chat_messages").insert(message()).select(columns).single();
  expect(plain.data).toMatchObject({ mentions: [], mention_names: [] });
  const edit = { message_id: plain.data?.id, new_content: "Look, Erik" };
  expect((await anna.rpc("edit_message", { ...edit, new_mentions: [ERIK] })).data).toMatchObject({
    mentions: [ERIK],
  });
  expect((await anna.rpc("edit_message", { ...edit, new_content: "Look" })).data).toMatchObject({
    mentions: [],
  });
});

test("cannot exceed 30 messages in 60 seconds, and is told how long to wait", async () => {
  const answers = await Promise.all(
    Array.from({ length: 45 }, () => anna.from("chat_messages").insert(message())),
  );
  const refused = answers.filter(({ status }) => status === 429);
  const [{ count }] = (await owner`
    select count(*)::int from public.chat_messages
    where sender_id = ${ANNA} and created_at > clock_timestamp() - interval '60 s'`) as unknown as [
    { count: number },
  ];
  expect(count).toBe(30);
  expect(refused.length).toBeGreaterThan(0);
  for (const { error } of refused) {
    expect(error?.code).toBe("PT429");
    expect(Number(error?.details)).toBeGreaterThan(0);
    expect(Number(error?.details)).toBeLessThanOrEqual(60);
  }
});
