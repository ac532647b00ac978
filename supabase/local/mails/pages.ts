import type { IncomingMessage, ServerResponse } from "node:http";
import type { Sql } from "postgres";
import { linksOf } from "./links.ts";
import { listPage, mailPage, missingPage } from "./page.ts";
import { findMail, listMails } from "./store.ts";

export type MailPages = {
  /** Answers `/mails`, `/mails/<id>` and `/mails.json`, and says whether it did. */
  handleRequest(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
};

/**
 * The mails are keys to accounts, so they are shown on this machine alone: to who connects from it, and asks for it by
 * a name of its own. Without the second, any website could read them by a name that it lets point here.
 */
export function createMailPages(sql: Sql): MailPages {
  return {
    async handleRequest(request, response) {
      const url = new URL(request.url ?? "/", "http://127.0.0.1");
      if (!/^\/mails(\.json|\/\d{1,15})?\/?$/.test(url.pathname)) return false;
      if (!isLocal(request))
        send(response, 403, "text/plain", "The mails are shown on this machine alone.\n");
      else if (request.method !== "GET") send(response, 405, "text/plain", "Only GET.\n");
      else await answer(url, sql, response);
      return true;
    },
  };
}

async function answer(url: URL, sql: Sql, response: ServerResponse): Promise<void> {
  const to = url.searchParams.get("to");
  if (url.pathname === "/mails.json") {
    const mails = await listMails(sql, to);
    const shown = mails.map((mail) => ({ ...mail, links: linksOf(mail.html) }));
    return send(response, 200, "application/json", JSON.stringify(shown));
  }
  const id = /\d+/.exec(url.pathname)?.[0];
  if (id === undefined) return send(response, 200, "text/html", listPage(await listMails(sql, to), to));
  const mail = await findMail(sql, Number(id));
  if (!mail) return send(response, 404, "text/html", missingPage());
  send(response, 200, "text/html", mailPage(mail));
}

function isLocal({ headers, socket }: IncomingMessage): boolean {
  const name = (headers.host ?? "").replace(/:\d+$/, "");
  const address = (socket.remoteAddress ?? "").replace(/^::ffff:/, "");
  return (
    ["localhost", "127.0.0.1", "[::1]"].includes(name) && (address === "::1" || address.startsWith("127."))
  );
}

/** No other origin may read or frame it, and nothing in it runs or loads. */
function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, {
    "content-type": `${type}; charset=utf-8`,
    "content-security-policy":
      "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; frame-ancestors 'none'; base-uri 'self'",
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
  });
  response.end(body);
}
