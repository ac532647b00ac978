import type { Authenticator } from "./auth/identity.ts";
import type { Rights } from "./auth/rights.ts";
import type { Window } from "./limits/window.ts";
import type { Log } from "./log.ts";
import type { Replication } from "./replication/replication.ts";
import type { Settings } from "./settings.ts";
import type { Topics } from "./topics/topics.ts";

/** What every connection and channel of one server shares. */
export type Server = {
  settings: Settings;
  authenticator: Authenticator;
  rights: Rights;
  topics: Topics;
  replication: Replication;
  joins: Window;
  log: Log;
};
