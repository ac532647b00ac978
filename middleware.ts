import { type NextRequest, NextResponse } from "next/server";
import { PERSON_HEADER } from "@/lib/http/person-header";
import { contentSecurityPolicy, SECURITY_HEADERS } from "@/lib/http/security-headers";
import { VIEW_HEADER, withoutView } from "@/lib/http/view-header";
import { admit, isMailed } from "@/lib/people/admission";
import { loadPerson } from "@/lib/people/person";
import { browserSupabaseUrl, supabaseAddress } from "@/lib/supabase/environment";
import { type RenewedSession, renewSession, type SessionState } from "@/lib/supabase/renew-session";

export const config = {
  runtime: "nodejs",
  matcher: [
    {
      source:
        "/((?!_next/|favicon.ico|icon.svg|icon-192.png|icon-512.png|apple-icon.png|badge-96.png|manifest.webmanifest|sw.js|api/health|api/cron/).*)",
      // Forty links in view would mean forty sessions looked up; a prefetched page checks its reader by itself.
      missing: [{ type: "header", key: "next-router-prefetch" }],
    },
  ],
};

/** Renews the session, decides who may enter which page, and sets the security headers. */
export async function middleware(request: NextRequest) {
  const address = supabaseAddress();
  const session = await renewSession(request, address);
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
  const policy = contentSecurityPolicy(
    nonce,
    browserSupabaseUrl(address.url, request.headers.get("host")),
    process.env.NODE_ENV === "development",
  );
  // Next finds the nonce for its own scripts in the policy on the request.
  const onward = () => {
    const headers = new Headers(request.headers);
    headers.set("Content-Security-Policy", policy);
    return { request: { headers } };
  };

  const { response, state } = await answer(request, session, onward);
  session.applyTo(response, state);
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.headers.set(name, value);
  response.headers.set("Content-Security-Policy", policy);
  // The address is the key: it goes nowhere else. Without any referrer a form would be posted from nowhere, and refused.
  if (isMailed(request.nextUrl.pathname)) response.headers.set("Referrer-Policy", "strict-origin");
  return response;
}

type Onward = () => { request: { headers: Headers } };

async function answer(
  request: NextRequest,
  session: RenewedSession,
  onward: Onward,
): Promise<{ response: NextResponse; state: SessionState }> {
  const { pathname, search } = request.nextUrl;
  const isPage = request.method === "GET" || request.method === "HEAD";
  let { state } = session;
  // A page that was rendered for somebody else: to it, nobody is signed in.
  const asked = request.headers.get(PERSON_HEADER);
  if (asked && session.personId && asked !== session.personId)
    return { response: NextResponse.json({ error: "signed_out" }, { status: 401 }), state };
  // Route handlers and actions answer for themselves.
  if (pathname.startsWith("/api/") || !isPage) return { response: enter(request, onward), state };
  const instead = (path: string, status: number) =>
    NextResponse.rewrite(new URL(path, request.url), { ...onward(), status });

  if (state === "unknown") return { response: instead("/unavailable", 503), state };
  try {
    const person = state === "alive" ? await loadPerson(session.supabase) : null;
    // A session that looks alive and that Postgres does not take has ended too.
    if (state === "alive" && person === null) state = "ended";
    const admission = admit(pathname, search, person, state === "ended");
    switch (admission.kind) {
      case "enter":
        return { response: enter(request, onward), state };
      case "redirect":
        return { response: NextResponse.redirect(new URL(admission.to, request.url)), state };
      case "not_found":
        return { response: instead("/not-found", 404), state };
    }
  } catch (error) {
    console.error("middleware:", error);
    return { response: instead("/unavailable", 503), state };
  }
}

function enter(request: NextRequest, onward: Onward): NextResponse {
  const apart = withoutView(request.nextUrl);
  const init = onward();
  if (!apart) return NextResponse.next(init);
  init.request.headers.set(VIEW_HEADER, apart.view);
  return NextResponse.rewrite(apart.url, init);
}
