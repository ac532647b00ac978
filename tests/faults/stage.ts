import { setTimeout as delay } from "node:timers/promises";
import { pageEqualsPostgres } from "./checks.ts";
import { readTruth, speak } from "./database.ts";
import { createLedger } from "./ledger.ts";
import { createRecord, type RecoveryKind } from "./record.ts";
import type { Person, Team } from "./world/cast.ts";
import { createDevice, type Device, type DeviceOptions, type Tab } from "./world/device.ts";
import type { PageState } from "./world/page-script.ts";
import type { Random } from "./world/random.ts";
import type { World } from "./world/world.ts";

export type Form = "short" | "long";

/** How long anything may take to come right by itself. */
export type Patience = {
  /** For a page to be complete. */
  levelMs: number;
  /** For what was sent to be stored. */
  deliveryMs: number;
};

/** The longest backoff, and the longest that a socket, or a send, waits for an answer. */
const PATIENT: Patience = { levelMs: 60_000, deliveryMs: 45_000 };
const LOOK_EVERY_MS = 20;
const QUIET_MS = 700;

export type Stage = ReturnType<typeof createStage>;

/** One scenario's own people, pages and record, in the world they share. */
export function createStage(world: World, random: Random, form: Form, patience = PATIENT) {
  const { cast, supabase } = world;
  const ledger = createLedger(random);
  const record = createRecord();
  const devices: Device[] = [];
  const tabs: Tab[] = [];

  async function device(person: Person, options?: DeviceOptions): Promise<Device> {
    const surroundings = {
      browser: world.browser,
      siteUrl: world.site.url,
      supabaseUrl: world.trunk.address,
      ledger,
    };
    const made = await createDevice(surroundings, person, options);
    devices.push(made);
    return made;
  }

  /** Opens the team's conversation and waits until it is live. */
  function open(person: Person, team: Team, options?: DeviceOptions): Promise<Tab> {
    return world.opening(async () => {
      const tab = await (await device(person, options)).open(team);
      tabs.push(tab);
      await until(tab, ({ liveness }) => liveness === "live", "live after it was opened", PATIENT.levelMs);
      return tab;
    });
  }

  /** Waits until a page is as it should be. @throws a sentence with what it is instead */
  async function until(
    tab: Tab,
    isSo: (page: PageState) => boolean,
    what: string,
    withinMs = patience.levelMs,
  ): Promise<PageState> {
    const deadline = performance.now() + withinMs;
    for (;;) {
      const page = await tab.read();
      if (isSo(page)) return page;
      if (performance.now() > deadline) {
        const { rows, ...rest } = page;
        throw new Error(
          `${tab.person.name}'s page is not ${what}: ${JSON.stringify({ ...rest, rows: rows.length })}`,
        );
      }
      await delay(LOOK_EVERY_MS);
    }
  }

  /** Waits until a page shows what Postgres has; null, or what differs at the deadline. */
  async function level(tab: Tab, withinMs = patience.levelMs): Promise<string | null> {
    const deadline = performance.now() + withinMs;
    let truth = await readTruth(supabase.owner, tab.team);
    for (;;) {
      const difference = pageEqualsPostgres(await tab.read(), truth);
      if (difference === null) return null;
      if (performance.now() > deadline) return `${tab.person.name}'s page ${difference}`;
      await delay(LOOK_EVERY_MS);
      truth = await readTruth(supabase.owner, tab.team);
    }
  }

  return {
    world,
    random,
    patience,
    ledger,
    record,
    devices: devices as readonly Device[],
    tabs: tabs as readonly Tab[],
    /** By the form: small enough for seconds, or full. */
    sized: <T>(short: T, long: T): T => (form === "short" ? short : long),
    team: () => cast.team(),
    member: (team: Team) => cast.person(team),
    organiser: () => cast.person(null),
    device,
    open,
    /** One more tab of a device. */
    async openTab(on: Device, team: Team): Promise<Tab> {
      const tab = await world.opening(() => on.open(team));
      tabs.push(tab);
      return tab;
    },
    until,
    level,
    /** Waits until a page has asked for nothing for a while, and has all its answers: what it read on opening must not heal what comes now. */
    async quiet({ line }: Tab): Promise<void> {
      for (let asked = -1; asked !== line.journal.length || line.openRequests > 0; ) {
        asked = line.journal.length;
        await delay(QUIET_MS);
      }
    },
    /** Messages that come from elsewhere, past the site. */
    async speak(author: Person, team: Team, count: number): Promise<string[]> {
      const texts = Array.from({ length: count }, () => ledger.compose(author, team));
      await speak(supabase.owner, author, team, texts);
      return texts;
    },
    /** From now until each of these pages is complete again. */
    async recovery(kind: RecoveryKind, pages: readonly Tab[]): Promise<void> {
      const from = performance.now();
      await Promise.all(
        pages.map(async (tab) => {
          const difference = await level(tab);
          if (difference === null) record.recovered(kind, performance.now() - from);
          record.check("complete again after the fault", difference);
        }),
      );
    },
    async close(): Promise<void> {
      await Promise.all(devices.map((each) => each.close()));
    },
  };
}
