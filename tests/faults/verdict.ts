import {
  acknowledgedOnce,
  heardOnlyOwn,
  isDelivered,
  isGapless,
  isNotGone,
  typedAtMostOnce,
  unreadIsRecounted,
} from "./checks.ts";
import { readRevisions, readTruth, readUnread } from "./database.ts";
import type { Stage } from "./stage.ts";
import type { Team } from "./world/cast.ts";

/** After each scenario, for everyone in it: nothing lost, nothing twice, the same order, and nothing foreign. */
export async function passVerdict(stage: Stage): Promise<void> {
  const { record, tabs, devices, patience } = stage;
  await Promise.all(
    tabs.map(async (tab) => {
      const page = await stage
        .until(tab, ({ outbox }) => outbox.length === 0, "empty of what was sent", patience.deliveryMs)
        .catch(() => tab.read());
      record.check("what was sent is delivered", isDelivered(page));
      record.check("the page equals Postgres", await stage.level(tab));
    }),
  );
  const teams = new Map<string, Team>(tabs.map(({ team }) => [team.id, team]));
  for (const team of teams.values()) await judgeConversation(stage, team);
  for (const { person, line } of devices)
    record.check("no foreign reader saw anything", heardOnlyOwn(person, line.ears.heard));
}

async function judgeConversation(stage: Stage, team: Team): Promise<void> {
  const { record, ledger, world, tabs } = stage;
  const { owner, admin } = world.supabase;
  const truth = await readTruth(owner, team);
  record.check("places and revisions have no gap", isGapless(truth, await readRevisions(owner, team)));

  const typed = ledger.typed().filter((one) => one.team.id === team.id);
  const own = new Map([...ledger.acknowledged()].filter(([text]) => typed.some((one) => one.text === text)));
  record.check("what was acknowledged is stored once", acknowledgedOnce(own, truth));
  record.check("nothing is stored twice", typedAtMostOnce(typed, truth));

  const here = tabs.filter((tab) => tab.team.id === team.id);
  for (const person of new Set(here.map((tab) => tab.person)))
    record.check("unread equals a recount", unreadIsRecounted(await readUnread(admin, person, team)));

  const left = await Promise.all(
    here.map(async (tab) => ({ tab, page: await tab.read(), kept: await tab.storage() })),
  );
  for (const one of typed) {
    const own = left.filter(({ tab }) => tab.person.id === one.person.id);
    const [pages, kept] = [own.map(({ page }) => page), own.map((each) => each.kept)];
    record.check("no typed text is gone", isNotGone(one, truth, pages, kept));
  }
}
