import type { z } from "zod";

/** A refusal as GoTrue words it: its status, its code, a sentence, and what some codes carry besides. */
export class AuthRefusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly more: object;
  constructor(status: number, code: string, message: string, more: object = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.more = more;
  }
}

export const invalid = (message: string) => new AuthRefusal(400, "validation_failed", message);
export const emailTaken = () =>
  new AuthRefusal(422, "email_exists", "A user with this email address has already been registered");
export const banned = () => new AuthRefusal(403, "user_banned", "User is banned");

export function json(body: object, headers: Record<string, string> = {}): Response {
  return Response.json(body, { headers });
}

const versionHeader = "x-supabase-api-version";
const firstVersionWithCodes = "2024-01-01";

/**
 * GoTrue words an error in two ways. Clients that name an API version of 2024 or later in their request get the code
 * as `code` and have the version named back; older ones get the status there. lite knows the older way alone.
 */
export function refuse(request: Request, { status, code, message, more }: AuthRefusal): Response {
  const version = request.headers.get(versionHeader) ?? "";
  const asked = /^\d{4}-\d\d-\d\d$/.test(version) && version >= firstVersionWithCodes;
  const body = asked ? { code, message, ...more } : { code: status, error_code: code, msg: message, ...more };
  const headers = { "x-sb-error-code": code, ...(asked && { [versionHeader]: firstVersionWithCodes }) };
  return Response.json(body, { status, headers });
}

/** What lite refuses, in the words of the API version that the request asks for. */
export async function reword(request: Request, answer: Response): Promise<Response> {
  if (answer.ok || !answer.headers.get("content-type")?.startsWith("application/json")) return answer;
  const body: unknown = await answer.clone().json();
  if (typeof body !== "object" || body === null || !("error_code" in body) || !("msg" in body)) return answer;
  const { error_code, msg, code: _status, ...more } = body as Record<string, unknown>;
  return refuse(request, new AuthRefusal(answer.status, String(error_code), String(msg), more));
}

/** @throws AuthRefusal when the body is no JSON, or not of this form */
export function parseBody<T>(schema: z.ZodType<T>, text: string): T {
  const result = schema.safeParse(parseJson(text));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw unreadable(`${issue?.path.join(".")}: ${issue?.message}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw unreadable(error instanceof Error ? error.message : String(error));
  }
}

const unreadable = (why: string) =>
  new AuthRefusal(400, "bad_json", `Could not parse request body as JSON: ${why}`);
