import { createServerClient } from "@supabase/ssr";
import { type NextRequest, NextResponse } from "next/server";
import { contentSecurityPolicy, SECURITY_HEADERS } from "@/lib/http/security-headers";
import { admit } from "@/lib/people/admission";
import { loadPerson } from "@/lib/people/person";
import type { Database } from "@/lib/supabase/database.types";
import { browserSupabaseUrl, supabaseAddress } from "@/lib/supabase/environment";
import { sessionCookie } from "@/lib/supabase/session-cookie";

export const config = {
  runtime: "nodejs",
  matcher: [
    {
      source: "/((?!_next/|favicon.ico|icon.svg|api/health|api/cron/).*)",
      // Forty links in view would mean forty sessions looked up; a prefetched page checks its reader by itself.
      missing: [{ type: "header", key: "next-router-prefetch" }],
    },
  ],
};

/** Renews the session (here and nowhere else), decides who may enter which page, and sets the security headers. */
export async function middleware(request: NextRequest) {
  const { url, publishableKey } = supabaseAddress();
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
  const policy = contentSecurityPolicy(
    nonce,
    browserSupabaseUrl(url, request.headers.get("host")),
    process.env.NODE_ENV === "development",
  );

  const written: { name: string; value: string; options: object }[] = [];
  const cacheHeaders: Record<string, string> = {};
  const cookieOptions = sessionCookie(request.headers.get("x-forwarded-proto"));
  const hadSession = request.cookies.getAll().some(({ name }) => name.startsWith(cookieOptions.name));
  const supabase = createServerClient<Database>(url, publishableKey, {
    cookieOptions,
    cookies: {
      getAll: () => request.cookies.getAll(),
      setAll: (changed, headers) => {
        for (const cookie of changed) request.cookies.set(cookie.name, cookie.value);
        written.push(...changed);
        Object.assign(cacheHeaders, headers);
      },
    },
  });

  const finish = (response: NextResponse) => {
    for (const { name, value, options } of written) response.cookies.set(name, value, options);
    for (const [name, value] of Object.entries({ ...SECURITY_HEADERS, ...cacheHeaders }))
      response.headers.set(name, value);
    response.headers.set("Content-Security-Policy", policy);
    return response;
  };
  const proceed = () => {
    const headers = new Headers(request.headers);
    headers.set("Content-Security-Policy", policy);
    headers.set("x-nonce", nonce);
    return headers;
  };

  // Renews what is about to end; the answer of Postgres below is what proves it.
  if (hadSession) await supabase.auth.getSession();

  const { pathname, search } = request.nextUrl;
  const isPage = request.method === "GET" || request.method === "HEAD";
  if (pathname.startsWith("/api/") || !isPage)
    return finish(NextResponse.next({ request: { headers: proceed() } }));

  let person: Awaited<ReturnType<typeof loadPerson>>;
  try {
    person = hadSession ? await loadPerson(supabase) : null;
  } catch (error) {
    console.error("middleware:", error);
    return finish(
      NextResponse.rewrite(new URL("/unavailable", request.url), {
        request: { headers: proceed() },
        status: 503,
      }),
    );
  }
  const admission = admit(pathname, search, person, hadSession);
  switch (admission.kind) {
    case "enter":
      return finish(NextResponse.next({ request: { headers: proceed() } }));
    case "redirect":
      return finish(NextResponse.redirect(new URL(admission.to, request.url)));
    case "not_found":
      return finish(
        NextResponse.rewrite(new URL("/not-found", request.url), {
          request: { headers: proceed() },
          status: 404,
        }),
      );
  }
}
