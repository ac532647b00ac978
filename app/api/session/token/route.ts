import { failed, isSameOrigin, json } from "@/lib/http/route";
import { loadPerson } from "@/lib/people/person";
import { readerToken, supabaseForReader } from "@/lib/supabase/server";

/** The access token for the browser's socket: short-lived, kept in memory only, given to pages of ours alone. */
export async function GET(request: Request) {
  if (!isSameOrigin(request)) return failed({ code: "forbidden" });
  const reader = await readerToken();
  if (!reader || (await hasEnded())) return failed({ code: "signed_out" });
  // What is left of it, not when it ends: the reader's clock may be wrong.
  return json({
    accessToken: reader.accessToken,
    expiresInSeconds: reader.expiresAt - Math.floor(Date.now() / 1000),
  });
}

/** Auth may have ended a session whose token still has a while to live. Where that cannot be asked, the token stands. */
async function hasEnded(): Promise<boolean> {
  try {
    return (await loadPerson(await supabaseForReader())) === null;
  } catch (error) {
    console.error("session token:", error);
    return false;
  }
}
