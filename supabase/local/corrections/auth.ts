import { createUser, deleteUser, getUser, updateUser } from "../auth/admin-users.ts";
import { passesGateway, requireAdmin } from "../auth/admission.ts";
import { AuthRefusal, refuse, reword } from "../auth/answer.ts";
import type { Call, Door, Handler } from "../auth/door.ts";
import { updateUser as updateOneself } from "../auth/email-change.ts";
import { generateLink } from "../auth/generate-link.ts";
import { grantToken } from "../auth/grants.ts";
import { invite } from "../auth/invite.ts";
import { listUsers } from "../auth/list-users.ts";
import { magicLink, otp, recover, resend } from "../auth/mailed.ts";
import { followLink, verify } from "../auth/verify.ts";

/*
 * Where `@supabase/lite` 0.10.0 answers otherwise than GoTrue does, or not at all, and what answers in its place. The
 * list, with the tests of each: README.md. The truth is GoTrue's source,
 * https://github.com/supabase/auth/tree/master/internal/api.
 */
type Route = {
  method: string;
  path: RegExp;
  answer: (call: Call, door: Door) => Promise<Response>;
  admin?: boolean;
  /** What a person opens from a mail: a browser has no key there. */
  keyless?: boolean;
};

const routes: Route[] = [
  // Absent in lite.
  { method: "POST", path: /^\/invite$/, answer: invite, admin: true },
  { method: "GET", path: /^\/admin\/users$/, answer: listUsers, admin: true },
  { method: "POST", path: /^\/admin\/users$/, answer: createUser, admin: true },
  { method: "GET", path: /^\/admin\/users\/([^/]+)$/, answer: getUser, admin: true },
  { method: "PUT", path: /^\/admin\/users\/([^/]+)$/, answer: updateUser, admin: true },
  { method: "DELETE", path: /^\/admin\/users\/([^/]+)$/, answer: deleteUser, admin: true },
  { method: "POST", path: /^\/admin\/generate_link$/, answer: generateLink, admin: true },
  // lite mails as often as one likes, leads every link to the site's first page, and signs up whom nobody invited.
  { method: "POST", path: /^\/recover$/, answer: recover },
  { method: "POST", path: /^\/otp$/, answer: otp },
  { method: "POST", path: /^\/magiclink$/, answer: magicLink },
  { method: "POST", path: /^\/resend$/, answer: resend },
  // lite knows no ban and two of six types less, asks one address of two, and ends no session with a password.
  { method: "POST", path: /^\/verify$/, answer: verify },
  { method: "GET", path: /^\/verify$/, answer: followLink, keyless: true },
  { method: "POST", path: /^\/token$/, answer: grantToken },
  { method: "PUT", path: /^\/user$/, answer: updateOneself },
];

const prefix = "/auth/v1";

/** Stands before lite, and passes on to it whatever is not for Auth, or what it answers as GoTrue does. */
export function correctAuth(door: Door): Handler {
  return async (request) => {
    const url = new URL(request.url);
    if (!url.pathname.startsWith(`${prefix}/`)) return await door.lite(request);
    try {
      return exposed(await reword(request, await answer(request, url, door)));
    } catch (error) {
      if (!(error instanceof AuthRefusal)) throw error;
      return exposed(refuse(request, error));
    }
  };
}

async function answer(request: Request, url: URL, door: Door): Promise<Response> {
  const path = url.pathname.slice(prefix.length);
  const route = routes.find(({ method, path: pattern }) => method === request.method && pattern.test(path));
  if (!route || !(route.keyless || passesGateway(request, url))) return await door.lite(request);
  if (route.admin) await requireAdmin(request, url);
  const text = request.method === "GET" ? "" : await request.text();
  return await route.answer({ request, url, text, id: route.path.exec(path)?.[1] ?? "" }, door);
}

/** What a browser may read of an answer; supabase-js looks for the version of errors, and how many people there are. */
function exposed(response: Response): Response {
  const headers = new Headers(response.headers);
  headers.set("access-control-expose-headers", "X-Total-Count, Link, X-Supabase-Api-Version");
  return new Response(response.body, { status: response.status, headers });
}
