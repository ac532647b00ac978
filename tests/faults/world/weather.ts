import { setTimeout as delay } from "node:timers/promises";

export type Direction = "up" | "down";

/** What a line does to all that passes. */
export type Weather = {
  /** Open connections are reset, new ones refused. */
  cut: boolean;
  /** WebSockets are refused, as by a proxy that does not know them. */
  websocketBlocked: boolean;
  /** Nothing passes in a direction, and nothing is closed. */
  stalled: Record<Direction, boolean>;
  /** Whether a stall holds up WebSockets alone. */
  stallsOnlySockets: boolean;
  delayMs: number;
  /** Downwards, over all connections together. */
  bytesPerSecond: number;
};

export const FAIR: Weather = {
  cut: false,
  websocketBlocked: false,
  stalled: { up: false, down: false },
  stallsOnlySockets: false,
  delayMs: 0,
  bytesPerSecond: Number.POSITIVE_INFINITY,
};

/** A slow line sends in pieces, or a short answer would come all at once after a long silence. */
const PIECE = 512;

export type Sky = ReturnType<typeof createSky>;

export function createSky() {
  let weather = FAIR;
  let changed = Promise.withResolvers<void>();
  let freeAt = 0;
  const eras: Record<Direction, number> = { up: 0, down: 0 };

  const isStalled = (direction: Direction, isSocket: boolean) =>
    weather.stalled[direction] && (isSocket || !weather.stallsOnlySockets);

  async function passed(direction: Direction, isSocket: boolean) {
    while (isStalled(direction, isSocket)) await changed.promise;
  }

  return {
    now: () => weather,
    change(next: Partial<Weather>) {
      weather = { ...weather, ...next };
      changed.resolve();
      changed = Promise.withResolvers();
    },
    passed,
    /** Whatever was open before the last `strand` in that direction is of an earlier era. */
    era: (direction: Direction) => eras[direction],
    strand(directions: readonly Direction[]) {
      for (const direction of directions) eras[direction] += 1;
    },
    /** Carries chunks in their order to `write`, as fast as the weather lets them. */
    carry(direction: Direction, isSocket: boolean, write: (chunk: Buffer) => void) {
      let last = Promise.resolve();
      const began = eras[direction];
      return (chunk: Buffer): Promise<void> => {
        const due = Date.now() + weather.delayMs;
        last = last.then(async () => {
          await passed(direction, isSocket);
          if (due > Date.now()) await delay(due - Date.now());
          for (const piece of piecesOf(chunk, direction)) {
            await room(piece.length, direction);
            if (began === eras[direction]) write(piece);
          }
        });
        return last;
      };
    },
  };

  function piecesOf(chunk: Buffer, direction: Direction): Buffer[] {
    if (direction === "up" || !Number.isFinite(weather.bytesPerSecond)) return [chunk];
    const pieces: Buffer[] = [];
    for (let at = 0; at < chunk.length; at += PIECE) pieces.push(chunk.subarray(at, at + PIECE));
    return pieces;
  }

  async function room(bytes: number, direction: Direction) {
    if (direction === "up" || !Number.isFinite(weather.bytesPerSecond)) return;
    const now = Date.now();
    freeAt = Math.max(freeAt, now) + (bytes / weather.bytesPerSecond) * 1000;
    await delay(freeAt - now);
  }
}
