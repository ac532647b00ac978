import { failed, isSameOrigin, json } from "@/lib/http/route";
import { signOut } from "@/lib/people/sign-out";

/**
 * Ends this browser's session. A route and not an action, for a page that holds something live: actions run one at a
 * time, and a send that hangs must not keep anyone signed in.
 */
export async function POST(request: Request) {
  if (!isSameOrigin(request)) return failed({ code: "forbidden" });
  await signOut();
  return json({ ok: true });
}
