/** What a check says when the product failed it. */
export type Finding = { check: string; detail: string };

/** Between the network's return and the page complete again, by what had been away. */
export type Recovery = { kind: RecoveryKind; ms: number };
export type RecoveryKind =
  /** The person's network, and the browser knew. */
  | "line, told"
  /** The person's network, without any sign. */
  | "line, untold"
  /** The person's network, which swallowed what was sent: what was open stayed open, and dead. */
  | "line, silent"
  /** The computer itself, which slept. */
  | "computer"
  /** A part of the site or of Supabase. */
  | "stack";

/** How long something took that has a limit. */
export type Timing = { what: string; ms: number };

export type Record = ReturnType<typeof createRecord>;

/** What one scenario did, checked and found. */
export function createRecord() {
  const findings: Finding[] = [];
  const checked = new Map<string, number>();
  const recoveries: Recovery[] = [];
  const timings: Timing[] = [];
  const notes: string[] = [];

  function check(check: string, detail: string | null) {
    checked.set(check, (checked.get(check) ?? 0) + 1);
    if (detail !== null) findings.push({ check, detail });
  }

  return {
    findings: findings as readonly Finding[],
    checked: checked as ReadonlyMap<string, number>,
    recoveries: recoveries as readonly Recovery[],
    timings: timings as readonly Timing[],
    notes: notes as readonly string[],
    /** Counts a check; a `detail` says what is wrong, null that nothing is. */
    check,
    recovered(kind: RecoveryKind, ms: number) {
      recoveries.push({ kind, ms });
    },
    timed(what: string, ms: number, limitMs: number) {
      timings.push({ what, ms });
      check(what, ms <= limitMs ? null : `took ${ms.toFixed(0)} ms, and may take ${limitMs}`);
    },
    note(sentence: string) {
      notes.push(sentence);
    },
  };
}
