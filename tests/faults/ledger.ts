import type { Person, Team } from "./world/cast.ts";
import type { Random } from "./world/random.ts";

export type Typed = { text: string; person: Person; team: Team };

export type Ledger = ReturnType<typeof createLedger>;

/** What everyone typed, and what their pages then showed as stored. Every text is unique. */
export function createLedger(random: Random) {
  const typed = new Map<string, Typed>();
  const acknowledged = new Map<string, number>();
  let count = 0;
  return {
    typed: (): readonly Typed[] => [...typed.values()],
    /** The texts that a page of their writer has shown as stored, with the place it gave them. */
    acknowledged: (): ReadonlyMap<string, number> => acknowledged,
    /** A new text of a person, who is about to type it. */
    compose(person: Person, team: Team): string {
      count += 1;
      const text = `${team.marker} ${person.name} says ${count}: ${random.between(100_000, 999_999)}`;
      typed.set(text, { text, person, team });
      return text;
    },
    /** Its writer took it back: it was edited or deleted. */
    withdraw(text: string) {
      typed.delete(text);
      acknowledged.delete(text);
    },
    /** A page of `person` shows a text among the stored messages. */
    shown(person: Person, text: string, seq: number) {
      if (typed.get(text)?.person.id === person.id) acknowledged.set(text, seq);
    },
  };
}
