import type { Stage } from "./stage.ts";

export type Scenario = {
  /** As `--only` names it. */
  name: string;
  /** What goes wrong, as a sentence. */
  about: string;
  /** `line`: it harms its own people's network alone, so that several may run at once. `stack`: it harms everyone's. */
  harms: "line" | "stack";
  /** It mostly waits, and may run beside all others that harm a line. */
  waits?: boolean;
  /** Runs only in the long form. */
  onlyLong?: boolean;
  run(stage: Stage): Promise<void>;
};
