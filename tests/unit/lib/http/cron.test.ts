import { expect, test } from "vitest";
import { isScheduler } from "@/lib/http/cron";

const asking = (authorization?: string) =>
  new Request("http://localhost/api/cron/cleanup", { headers: authorization ? { authorization } : {} });

test("who holds the secret is the scheduler, and nobody else", () => {
  expect(isScheduler(asking("Bearer of the secret"), "of the secret")).toBe(true);
  for (const given of [
    undefined,
    "Bearer",
    "Bearer ",
    "Bearer x",
    "of the secret",
    "Basic of the secret",
    "bearer of the secret",
  ])
    expect(isScheduler(asking(given), "of the secret"), given).toBe(false);
});

test("without a secret nobody is", () => {
  for (const secret of [undefined, ""])
    for (const given of ["Bearer undefined", "Bearer ", "Bearer null", undefined])
      expect(isScheduler(asking(given), secret), given).toBe(false);
});
