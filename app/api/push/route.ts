import { failed, isSameOrigin, json } from "@/lib/http/route";
import { saveSubscription } from "@/lib/notifications/push/save";
import { subscriptionSchema } from "@/lib/notifications/push/schema";

/** Remembers this browser as one of the reader's devices. A route and not an action, for its worker calls it too. */
export async function POST(request: Request) {
  if (!isSameOrigin(request)) return failed({ code: "forbidden" });
  const subscription = subscriptionSchema.safeParse(await request.json().catch(() => null));
  if (!subscription.success) return failed({ code: "invalid" });
  const saved = await saveSubscription(subscription.data, request.headers.get("user-agent"));
  return saved.ok ? json({ id: saved.id }) : failed(saved);
}
