import { z } from "zod";
import type { Site } from "@/lib/http/site";
import { type Carrier, RUNGS } from "./carrier";
import { createConnection } from "./connection";
import { openPolling } from "./rungs/polling";
import { openSse } from "./rungs/sse";
import { openWebSocket } from "./rungs/websocket";
import { createSessionToken } from "./session-token";
import type { Surroundings } from "./surroundings";

const REMEMBERED = "rinkside-rung";
const rungSchema = z.enum(RUNGS);

export type BrowserConnectionOptions = {
  /** Supabase as this browser reaches it. */
  url: string;
  publishableKey: string;
  site: Site;
  surroundings: Surroundings;
};

/** The connection with all three rungs, as a tab has it. */
export function createBrowserConnection(options: BrowserConnectionOptions): Carrier {
  const { url, publishableKey, site, surroundings } = options;
  const token = createSessionToken(site);
  return createConnection({
    site,
    surroundings,
    rungs: {
      ...(typeof WebSocket !== "undefined" && {
        websocket: (topics, events) =>
          openWebSocket({ url, publishableKey, token, personId: site.personId }, topics, events),
      }),
      sse: (topics, events) => openSse(site.personId, topics, events),
      polling: (topics, events) => openPolling(site, surroundings, topics, events),
    },
    remembered: recall(),
    remember,
  });
}

// A tab that was reloaded begins where it stood; the probes find the way back up.
function recall() {
  try {
    return rungSchema.safeParse(sessionStorage.getItem(REMEMBERED)).data;
  } catch {
    return undefined;
  }
}

function remember(rung: string) {
  try {
    sessionStorage.setItem(REMEMBERED, rung);
  } catch (error) {
    // A browser that keeps nothing begins at the top each time.
    console.info("The browser keeps no session storage", error);
  }
}
