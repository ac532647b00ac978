import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Cron } from "croner";
import { z } from "zod";
import { Sentence } from "./sentence.ts";
import { root } from "./settings.ts";

const path = join(root, "vercel.json");
const schema = z.object({
  crons: z.array(z.object({ path: z.string().startsWith("/"), schedule: z.string() })).default([]),
});
export type CronJob = z.infer<typeof schema>["crons"][number];

/** The jobs of `vercel.json`, the file that Vercel reads too. @throws Sentence when it cannot be read */
export function readCronJobs(): CronJob[] {
  try {
    return schema.parse(JSON.parse(readFileSync(path, "utf8"))).crons;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Sentence(`vercel.json cannot be read: ${reason}.`, { cause });
  }
}

export type CronOptions = {
  site: string;
  secret: string;
  jobs: CronJob[];
  /** What the site failed at, in a line. */
  onFailure(sentence: string): void;
};

/**
 * Calls the site on time, in UTC and with the secret, as Vercel does; whoever takes longer than to the next time is not
 * called twice. While no site answers nothing is said: it is not up yet, or the command is none.
 * @throws Sentence for a schedule that is none
 */
export function startCron({ site, secret, jobs, onFailure }: CronOptions): { stop(): void } {
  const stopping = new AbortController();

  async function call(job: CronJob): Promise<string | null> {
    try {
      const headers = { authorization: `Bearer ${secret}` };
      const answer = await fetch(site + job.path, { headers, signal: stopping.signal, redirect: "manual" });
      const text = await answer.text();
      return answer.ok ? null : `${job.path} answered ${answer.status}: ${text.slice(0, 300)}`;
    } catch {
      return null;
    }
  }

  function schedule(job: CronJob): Cron {
    let told: string | null = null;
    const run = async () => {
      const failure = await call(job);
      // A fault that lasts is told once.
      if (failure && failure !== told) onFailure(failure);
      told = failure;
    };
    try {
      return new Cron(job.schedule, { timezone: "UTC", protect: true }, run);
    } catch (cause) {
      throw new Sentence(`vercel.json: "${job.schedule}" is no schedule for ${job.path}.`, { cause });
    }
  }

  const crons = jobs.map(schedule);
  return {
    stop() {
      for (const cron of crons) cron.stop();
      stopping.abort();
    },
  };
}
