import type { Sql, TransactionSql } from "postgres";
import type { Config } from "../config.ts";
import type { Mailer } from "../mails/mailer.ts";

export type Db = Sql | TransactionSql;

export type Handler = (request: Request) => Promise<Response>;

/** What stands before lite's Auth, and answers what lite answers otherwise than GoTrue, or not at all. */
export type Door = {
  /** as the superuser, who owns what Auth's own role would */
  sql: Sql;
  settings: Config["auth"];
  mailer: Mailer;
  lite: Handler;
};

/** A request whose body was read. */
export type Call = {
  request: Request;
  url: URL;
  text: string;
  /** What the pattern of the route captured. */
  id: string;
};

/** Passes the call on to lite, with another body where one is given. */
export function passOn(
  { request, text }: Call,
  { lite }: Door,
  body: object | string = text,
): Promise<Response> {
  if (request.method === "GET" || request.method === "HEAD") return lite(request);
  return lite(new Request(request, { body: typeof body === "string" ? body : JSON.stringify(body) }));
}
