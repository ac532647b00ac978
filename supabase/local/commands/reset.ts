import { readLock } from "../lock.ts";
import { freePort } from "../ports.ts";
import { Sentence } from "../sentence.ts";
import { readSettings } from "../settings.ts";
import { startStack } from "../stack.ts";

/** Builds the database anew from the migrations and the seed. @throws Sentence when something runs on it */
export async function resetDatabase(): Promise<number> {
  const { dataDir } = readSettings();
  const running = readLock(dataDir);
  if (running) {
    throw new Sentence(
      `Rinkside runs on this database (process ${running.pid}): stop it with Ctrl-C, run "npm run db:reset", and start it again.`,
    );
  }
  console.log("Building the database anew …");
  const stack = await startStack({
    dataDir,
    apiPort: 0,
    dbPort: await freePort(),
    fresh: true,
    databaseOnly: true,
    demoFiles: true,
  });
  await stack.stop();
  console.log('The database is as new, with the demo people in it. Start the site with "npm run dev".');
  return 0;
}
