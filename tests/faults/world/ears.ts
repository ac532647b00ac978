/** Every text of a conversation carries its team's marker, so that it is recognised in whatever bytes it travels. */
const MARKER = /zq[a-z0-9]{8}qz/g;
const LENGTH = 12;

export const markerOf = (eightLetters: string): string => `zq${eightLetters}qz`;

export type Ears = {
  /** One pair per connection: a marker may lie across two chunks of it. */
  forConnection(): (chunk: Uint8Array) => void;
  /** The markers of all that has come through. */
  readonly heard: ReadonlySet<string>;
};

/** Hears which teams' texts came to a person, on whatever page, by whatever answer or socket. */
export function createEars(): Ears {
  const heard = new Set<string>();
  return {
    heard,
    forConnection() {
      let tail = "";
      return (chunk) => {
        const text = tail + Buffer.from(chunk).toString("latin1");
        for (const [marker] of text.matchAll(MARKER)) heard.add(marker);
        tail = text.slice(-(LENGTH - 1));
      };
    },
  };
}
