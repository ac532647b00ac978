import { execFileSync } from "node:child_process";
import { Sentence } from "../sentence.ts";

/** The user that Postgres runs as, when that is not the one who starts it. */
export type Account = { uid: number; gid: number };

/** Postgres refuses to run as root: there it runs as the system user `postgres`, which is made if absent. */
export function postgresAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  return find() ?? create();
}

function find(): Account | undefined {
  try {
    return { uid: id("-u"), gid: id("-g") };
  } catch (error) {
    // id exits with 1 for an unknown user.
    if ((error as { status?: number }).status === 1) return undefined;
    throw error;
  }
}

function id(flag: string): number {
  return Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8", stdio: "pipe" }));
}

function create(): Account {
  try {
    execFileSync(
      "useradd",
      ["--system", "--user-group", "--no-create-home", "--shell", "/bin/false", "postgres"],
      {
        stdio: "pipe",
      },
    );
    return { uid: id("-u"), gid: id("-g") };
  } catch (cause) {
    throw new Sentence(
      'Postgres does not run as root, and the user "postgres" could not be made: run this as an ordinary user, or create that user first.',
      { cause },
    );
  }
}
