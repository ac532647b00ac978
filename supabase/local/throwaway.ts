import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./ports.ts";
import { type Stack, type StackOptions, startStack } from "./stack.ts";

export type ThrowawayOptions = Omit<Partial<StackOptions>, "dataDir" | "apiPort" | "dbPort" | "durable">;

/** A database on a free port and in a folder of its own, which go when it stops. */
export async function startThrowawayStack(options: ThrowawayOptions = {}): Promise<Stack> {
  const dataDir = await mkdtemp(join(tmpdir(), "rinkside-"));
  const remove = () => rm(dataDir, { recursive: true, force: true });
  try {
    const stack = await startStack({
      databaseOnly: true,
      ...options,
      dataDir,
      apiPort: 0,
      dbPort: await freePort(),
      durable: false,
    });
    return {
      ...stack,
      async stop() {
        await stack.stop();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

export async function withThrowawayStack<T>(
  options: ThrowawayOptions,
  use: (stack: Stack) => Promise<T>,
): Promise<T> {
  const stack = await startThrowawayStack(options);
  try {
    return await use(stack);
  } finally {
    await stack.stop();
  }
}
