import { stackEnvironment } from "../environment.ts";
import { readLock } from "../lock.ts";
import { Sentence } from "../sentence.ts";
import { readSettings } from "../settings.ts";

/** Prints `KEY=value` lines for a running stack. @throws Sentence when none runs */
export function printEnvironment(): number {
  const { dataDir } = readSettings();
  const running = readLock(dataDir);
  if (!running?.apiPort) {
    throw new Sentence(`Nothing runs on ${dataDir}: start it with "npm run dev" first.`);
  }
  const url = `http://127.0.0.1:${running.apiPort}`;
  const environment = stackEnvironment({ dataDir, url, dbPort: running.dbPort });
  for (const [name, value] of Object.entries(environment)) console.log(`${name}=${value}`);
  return 0;
}
