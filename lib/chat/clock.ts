/** Time, passed in, so that tests hold it in their hands. */
export type Clock = {
  /** In milliseconds. */
  now(): number;
  /** Calls back once after so many milliseconds, unless the returned function is called before. */
  after(ms: number, callback: () => void): () => void;
};

function after(ms: number, callback: () => void): () => void {
  const timer = setTimeout(callback, ms);
  return () => clearTimeout(timer);
}

/** Milliseconds since 1970: what is kept on the device is stamped with it. People and networks set it, also back. */
export const wallClock: Clock = { now: () => Date.now(), after };

/** Milliseconds since the page was opened: it never goes back. */
export const steadyClock: Clock = { now: () => performance.now(), after };
