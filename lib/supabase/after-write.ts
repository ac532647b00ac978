import "server-only";
import { after } from "next/server";

/** Next bundles what runs at the start apart from the routes: only the global object is common to both. */
const KEY = Symbol.for("rinkside.after-write");
type Shared = typeof globalThis & { [KEY]?: () => Promise<void> };

/**
 * Functions, all called by POST, after which there is nothing to do: they read, mark as read, or do the work itself. One
 * that is missing here costs a look for nothing.
 */
const NOT_FOLLOWED = new Set([
  "my_profile",
  "my_topics",
  "conversation_list",
  "chat_snapshot",
  "chat_changes",
  "chat_history",
  "chat_window",
  "chat_following",
  "chat_references",
  "read_message",
  "conversation_readers",
  "mark_read",
  "mark_unread",
  "mark_page_read",
  "find_addresses",
  "task_list",
  "task_page",
  "requirement_matrix",
  "document_list",
  "page_list",
  "read_page",
  "read_invitation",
  "notification_list",
  "unread_notification_count",
  "read_notification",
  "read_all_notifications",
  "unread_notifications",
  "claim_pushes",
  "settle_pushes",
  "deliver_notifications",
  "queue_reminders",
]);

/** Sets what is done after each request that has written something, once it is answered. */
export function setAfterWrite(work: () => Promise<void>): void {
  const global: Shared = globalThis;
  global[KEY] = work;
}

/** `fetch` for a client of the server: what it writes is followed by the work that was set. */
export function followedByWork(ask: typeof fetch): typeof fetch {
  return async (input, init) => {
    const response = await ask(input, init);
    const { [KEY]: work }: Shared = globalThis;
    if (work && response.ok && isWrite(input, init)) {
      try {
        after(work);
      } catch {
        // Outside of a request there is no afterwards; the cron of each minute sees to it.
      }
    }
    return response;
  };
}

function isWrite(input: string | URL | Request, init: RequestInit | undefined): boolean {
  const request = input instanceof Request ? input : null;
  const method = init?.method ?? request?.method ?? "GET";
  if (method === "GET" || method === "HEAD") return false;
  const { pathname } = new URL(request?.url ?? String(input));
  const [, name = ""] = /^\/rest\/v1\/(?:rpc\/)?([^/]+)$/.exec(pathname) ?? [];
  return name !== "" && !NOT_FOLLOWED.has(name);
}
