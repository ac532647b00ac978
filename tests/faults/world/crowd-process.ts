import { createHash } from "node:crypto";
import type { ConversationStore } from "../../../lib/chat/conversation/conversation.ts";
import type { Surroundings } from "../../../lib/realtime/surroundings.ts";
import type { ClientState, CrowdOptions } from "./crowd.ts";
import "./resolve-product.ts";

/** Many tabs without a browser: the product's own connection and conversation, once for each client, in one process. */
const options = JSON.parse(process.argv[2] ?? "") as CrowdOptions;

// The product asks its own origin, as a page does.
const ask = globalThis.fetch;
globalThis.fetch = (input, init) => {
  if (typeof input !== "string" || !input.startsWith("/")) return ask(input, init);
  const headers = { ...Object.fromEntries(new Headers(init?.headers)), ...options.headers };
  return ask(new URL(input, options.siteUrl), { ...init, headers });
};

const { createSite } = await import("@/lib/http/site");
const { createConversation } = await import("@/lib/chat/conversation/conversation");
const { readingSchema } = await import("@/lib/chat/schema");
const { createConnection } = await import("@/lib/realtime/connection");
const { openPolling } = await import("@/lib/realtime/rungs/polling");
const { openWebSocket } = await import("@/lib/realtime/rungs/websocket");
const { createSessionToken } = await import("@/lib/realtime/session-token");

const surroundings: Surroundings = {
  isVisible: () => true,
  isOnline: () => true,
  onChange: () => () => undefined,
};

/** These only read. */
const nothingWritten = {
  outbox: () => [],
  draft: () => ({ text: "", documents: [], about: null, writtenAfter: null }),
  listen: () => () => undefined,
  open: () => undefined,
  write: () => undefined,
  attach: () => undefined,
  detach: () => undefined,
  ask: () => undefined,
  send: () => undefined,
  shows: () => undefined,
  saw: () => undefined,
  retry: () => undefined,
  discard: () => undefined,
  edit: () => undefined,
  received: () => undefined,
  resume: () => undefined,
};

const reading = readingSchema.parse(await (await fetch(`/api/chat/${options.teamId}/snapshot`)).json());

function openClient(): ConversationStore {
  const site = createSite(options.personId);
  const token = createSessionToken(site);
  const { supabaseUrl: url, publishableKey } = options;
  const carrier = createConnection({
    site,
    surroundings,
    rungs: {
      websocket: (topics, events) =>
        openWebSocket({ url, publishableKey, token, personId: options.personId }, topics, events),
      polling: (topics, events) => openPolling(site, surroundings, topics, events),
    },
  });
  const { teamId } = options;
  const store = createConversation({
    ...{ site, teamId, readerId: options.personId, carrier, surroundings, writing: nothingWritten },
    ...{ reading, lastReadSeq: null, arriveAt: null },
    onArrival: () => undefined,
  });
  store.open();
  return store;
}

const stores = Array.from({ length: options.count }, openClient);

function stateOf(store: ConversationStore): ClientState {
  const { messages, liveness, completeTo } = store.getSnapshot();
  const rows = messages.map(({ seq, content }) => [seq, content]);
  const digest = createHash("sha1").update(JSON.stringify(rows)).digest("base64");
  return { liveness, completeTo, from: messages[0]?.seq ?? null, digest };
}

process.on("message", () => process.send?.(stores.map(stateOf)));
process.on("disconnect", () => process.exit());
process.send?.("open");
