/** Calls one of the scheduler's doors. While these tests run, the clock of the embedded Supabase does not (RINKSIDE_CRON). */
export async function callScheduler(
  job: "notifications" | "reminders" | "cleanup",
  authorization = `Bearer ${process.env.CRON_SECRET}`,
) {
  const response = await fetch(`http://localhost:${process.env.PORT ?? 3000}/api/cron/${job}`, {
    headers: authorization ? { authorization } : {},
  });
  const body: unknown = await response.json();
  return { status: response.status, body };
}
