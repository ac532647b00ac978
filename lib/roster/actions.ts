"use server";
import { z } from "zod";
import type { Failure } from "@/lib/supabase/failure";
import { BYTES_MAX } from "./limits";
import { readRoster } from "./lines";
import { planOf } from "./plan";
import { readStanding } from "./queries";
import type { Preview } from "./schema";

const textSchema = z.string().max(BYTES_MAX);

/** What importing a CSV text would do, and what is wrong with it. It changes nothing. */
export async function previewRoster(text: string): Promise<{ ok: true; preview: Preview } | Failure> {
  const given = textSchema.safeParse(text);
  if (!given.success) return { ok: false, code: "invalid" };
  const { lines, problems, unused } = readRoster(given.data);
  // Also of a file that is wrong all over: whoever asks must be an organiser.
  const standing = await readStanding(lines.flatMap(({ email }) => email ?? []));
  if (!standing.ok) return standing;
  const plan = planOf(lines, standing.value);
  const names = new Map(standing.value.teams.map(({ code, name }) => [code, name]));
  for (const { code, team, given } of plan.steps)
    if (code && team === "created" && given.name) names.set(code, given.name);
  return {
    ok: true,
    preview: {
      steps: plan.steps,
      problems: [...problems, ...plan.problems].toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0)),
      names: Object.fromEntries(names),
      unused,
    },
  };
}
