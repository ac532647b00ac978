import { Sentence } from "./sentence.ts";

/** Runs one of the launcher's commands and gives its exit code. */
export async function main(argv: string[]): Promise<number> {
  try {
    switch (argv[0]) {
      case undefined:
        throw new Sentence(
          "Say what to run on the embedded Supabase, as in: node supabase/local/index.js next dev",
        );
      case "--env":
        return (await import("./commands/env.ts")).printEnvironment();
      case "--reset":
        return await (await import("./commands/reset.ts")).resetDatabase();
      case "--types":
        return await (await import("./commands/types.ts")).writeTypes();
      default:
        return await (await import("./commands/run.ts")).runOnStack(argv);
    }
  } catch (error) {
    if (!(error instanceof Sentence)) throw error;
    console.error(error.message);
    return 1;
  }
}
