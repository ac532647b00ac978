import { asPerson } from "./person-header";

/**
 * A request that brings not a byte for this long is given up: a stalled network ends nothing by itself. A slow one is
 * not stalled: a reader at 1 KB/s gets their page too.
 */
const SILENCE_MS = 10_000;

export type Answer = { readonly status: number; readonly body: unknown };

export type Question = {
  /** Sent as JSON, by POST; without it or `patch`, it is a GET. */
  post?: unknown;
  /** Sent as JSON, by PATCH. */
  patch?: unknown;
  /** It may outlive the page. */
  keepalive?: boolean;
  /** Ends it when the answer is not needed any more. */
  needless?: AbortSignal;
};

/** Our own origin, as one person's tab asks it. */
export type Site = {
  readonly personId: string;
  /**
   * The status and the body, which is null when it is no JSON.
   * @throws when the network fails, nothing came for 10 s, or it was given up
   */
  ask(path: string, question?: Question): Promise<Answer>;
  /**
   * Ends what has been silent for this long. A browser makes few requests to one origin at once: what hangs in a network
   * that is gone holds up those who wait for it, and whoever asks next.
   */
  giveUpHanging(silentMs: number): void;
};

/** @param personId who asks; to a page of somebody else the site answers as to nobody */
export function createSite(personId: string): Site {
  const underWay = new Set<{ heardAt: number; giveUp(): void }>();

  return {
    personId,
    async ask(path, { post, patch, keepalive, needless } = {}) {
      const sent = post ?? patch;
      const ended = new AbortController();
      const giveUp = () => ended.abort();
      const request = { heardAt: performance.now(), giveUp };
      let timer = setTimeout(giveUp, SILENCE_MS);
      underWay.add(request);
      const heard = () => {
        request.heardAt = performance.now();
        clearTimeout(timer);
        timer = setTimeout(giveUp, SILENCE_MS);
      };
      try {
        const response = await fetch(path, {
          cache: "no-store",
          headers: {
            ...asPerson(personId),
            ...(sent !== undefined && { "Content-Type": "application/json" }),
          },
          ...(sent !== undefined && {
            method: post === undefined ? "PATCH" : "POST",
            body: JSON.stringify(sent),
          }),
          ...(keepalive && { keepalive }),
          signal: needless ? AbortSignal.any([ended.signal, needless]) : ended.signal,
        });
        heard();
        return { status: response.status, body: fromJson(await readText(response, heard)) };
      } finally {
        clearTimeout(timer);
        underWay.delete(request);
      }
    },
    giveUpHanging(silentMs) {
      const now = performance.now();
      for (const { heardAt, giveUp } of underWay) if (now - heardAt >= silentMs) giveUp();
    },
  };
}

async function readText(response: Response, heard: () => void): Promise<string> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
    heard();
    text += decoder.decode(part.value, { stream: true });
  }
  return text;
}

/** A body that was cut off, or a proxy's own page, is none. */
function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
