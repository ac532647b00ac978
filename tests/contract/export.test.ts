import { createClient } from "@supabase/supabase-js";
import { expect, test } from "vitest";
import { verify } from "../../lib/chat/export/verify.ts";
import { clientOf, createMember, createTeam, signIn } from "./support/people.ts";
import { openSupabase } from "./support/supabase.ts";

/** The export as unmodified clients reach it, past the site: whole for an organiser, and nothing for anybody else. */
const supabase = await openSupabase();
const { owner, url, secretKey } = supabase;
const [sweden, finland] = [await createTeam(supabase), await createTeam(supabase)];
const [anna, aino, mikko, former] = [
  await createMember(supabase, sweden),
  await createMember(supabase, finland),
  await createMember(supabase, null),
  await createMember(supabase, null),
];
const said = 'At six. \u0001 </script> "🏒" \\ \u2028';
await owner`insert into public.chat_messages (team_id, sender_id, content) values (${sweden.id}, ${anna.id}, ${said})`;

const given = async (client: ReturnType<typeof clientOf>, team = sweden.id) => {
  const { data, error, status } = await client.rpc("export_conversation", { team });
  return { data, status, code: error?.code };
};
const exports = () => owner`
  select from public.audit_log where act = 'conversation_exported' and team_id in (${sweden.id}, ${finland.id})`;

test("an organiser gets every byte as Postgres wrote it", async () => {
  const { data, status } = await given(await signIn(supabase, mikko));
  expect(status).toBe(200);
  const { document, findings } = verify(Buffer.from(String(data)));
  expect(findings).toEqual([]);
  expect(document?.events).toMatchObject([{ kind: "sent", content: said, actor: { id: anna.id } }]);
  expect(await exports()).toHaveLength(1);
});

test("a stranger, its own team, another team, a server and who is an organiser no more get nothing", async () => {
  const before = (await exports()).length;
  const leaving = await signIn(supabase, former);
  await owner`update public.users set deactivated_at = now() where id = ${former.id}`;
  const refused = { data: null, status: 403, code: "42501" };
  expect(await given(await signIn(supabase, anna))).toEqual(refused);
  expect(await given(await signIn(supabase, aino))).toEqual(refused);
  expect(await given(leaving)).toEqual(refused);
  expect(await given(createClient(url, secretKey, { auth: { persistSession: false } }))).toEqual(refused);
  expect(await given(clientOf(supabase))).toEqual({ ...refused, status: 401 });
  expect(await exports()).toHaveLength(before);
});

test("what it is made of is not in the API, nor is its entry in the audit trail a team's to read", async () => {
  const team = await signIn(supabase, anna);
  expect((await team.from("audit_log").select("id")).data).toEqual([]);
  expect((await team.rpc("conversation_events", { conversation: sweden.id })).status).toBe(404);
  expect((await team.schema("private").from("chat_message_history").select("content")).status).toBe(406);
});
