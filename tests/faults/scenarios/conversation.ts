import type { Stage } from "../stage.ts";
import type { Person, Team } from "../world/cast.ts";
import type { DeviceOptions, Tab } from "../world/device.ts";
import type { Asked } from "../world/exchange.ts";

export type Conversation = {
  team: Team;
  /** Nobody's page: whose messages come from elsewhere. */
  author: Person;
  /** A member's page. */
  writer: Tab;
  /** An organiser's page. */
  reader: Tab;
};

/** A conversation with something in it, which a member and an organiser have open. */
export async function openConversation(stage: Stage, options?: DeviceOptions): Promise<Conversation> {
  const { team, author, member } = await quietConversation(stage);
  const organiser = await stage.organiser();
  const [writer, reader] = await Promise.all([
    stage.open(member, team, options),
    stage.open(organiser, team, options),
  ]);
  return { team, author, writer, reader };
}

/** The same before anybody has opened it. */
export async function quietConversation(stage: Stage) {
  const team = await stage.team();
  const [member, author] = await Promise.all([stage.member(team), stage.organiser()]);
  await stage.speak(author, team, stage.random.between(5, 25));
  return { team, member, author };
}

/** A request by which a page sends a message, through whichever door. */
export function isSend({ method, path, headers }: Asked): boolean {
  return (
    method === "POST" && (headers["next-action"] !== undefined || /^\/api\/chat\/[^/]+\/messages/.test(path))
  );
}

/** The same between the site and Supabase. */
export function isInsert({ method, path }: Asked): boolean {
  return method === "POST" && path.startsWith("/rest/v1/chat_messages");
}
