import { failed, isSameOrigin } from "@/lib/http/route";
import { isShuttingDown } from "@/lib/realtime/stream/open-streams";
import { topicsSchema } from "@/lib/realtime/stream/schema";
import { openStream } from "@/lib/realtime/stream/stream";
import { supabaseAddress } from "@/lib/supabase/environment";
import { readerToken } from "@/lib/supabase/server";

/** In seconds. The stream ends itself before. */
export const maxDuration = 300;

const HEADERS = {
  "Content-Type": "text/event-stream; charset=utf-8",
  // Whoever compresses collects first.
  "Cache-Control": "no-cache, no-transform",
  "X-Accel-Buffering": "no",
  // A stream's connection is not kept for the next request: a server that stops would wait for it.
  Connection: "close",
};

/** The live events of the topics that are asked for and that the reader may hear: for networks without WebSocket. */
export async function GET(request: Request) {
  if (!isSameOrigin(request)) return failed({ code: "forbidden" });
  const reader = await readerToken();
  if (!reader) return failed({ code: "signed_out" });
  const topics = topicsSchema.safeParse(new URL(request.url).searchParams.get("topics"));
  if (!topics.success) return failed({ code: "invalid" });
  if (isShuttingDown()) return failed({ code: "unavailable" });
  const options = { address: supabaseAddress(), topics: topics.data, reader, signal: request.signal };
  return new Response(openStream(options), { headers: HEADERS });
}
