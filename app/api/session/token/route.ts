import { failed, isSameOrigin, json } from "@/lib/http/route";
import { readerToken } from "@/lib/supabase/server";

/** The access token for the browser's socket: short-lived, kept in memory only, given to pages of ours alone. */
export async function GET(request: Request) {
  if (!isSameOrigin(request)) return failed({ code: "forbidden" });
  const reader = await readerToken();
  if (!reader) return failed({ code: "signed_out" });
  // What is left of it, not when it ends: the reader's clock may be wrong.
  return json({
    accessToken: reader.accessToken,
    expiresInSeconds: reader.expiresAt - Math.floor(Date.now() / 1000),
  });
}
