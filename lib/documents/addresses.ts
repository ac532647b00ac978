import "server-only";
import { browserSupabaseUrl, supabaseAddress } from "@/lib/supabase/environment";

/** An address of Storage that the server was given, as the reader's browser reaches it. @param host of the request */
export function forBrowser(address: string, host: string | null): string {
  const { url } = supabaseAddress();
  return address.replace(url, browserSupabaseUrl(url, host));
}
