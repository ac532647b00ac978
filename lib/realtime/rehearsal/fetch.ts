import type { Control } from "./control";
import type { Faults } from "./faults";
import { rehearsedStream } from "./stream";

/** What a browser throws when an answer cannot be had. */
const failure = () => new TypeError("Failed to fetch");

/**
 * The real fetch, with the faults on the way of its requests and answers.
 * @param base the address of the page
 */
export function rehearsedFetch(real: typeof fetch, control: Control, base: string): typeof fetch {
  return async (input, init) => {
    const asked = input instanceof Request ? input : null;
    const { pathname } = new URL(asked?.url ?? String(input), base);
    const signal = init?.signal ?? asked?.signal;
    const isStream = pathname === "/api/stream";
    const isSend =
      (init?.method ?? asked?.method) === "POST" &&
      sends(pathname, new Headers(init?.headers ?? asked?.headers));
    const until = (may: (faults: Faults) => boolean) => waitUntil(control, may, signal);

    if (control.faults().offline || (isStream && control.faults().blockSse)) throw failure();
    if (isSend && control.faults().loseSend) {
      control.note("a message was lost on its way");
      await until(({ loseSend }) => !loseSend);
      throw failure();
    }
    await until(({ stallAll }) => !stallAll);
    const response = await whileOnline(control, real(input, init));
    if (isSend && control.faults().stallSend) {
      control.note("the answer to a message is held back");
      await until(({ stallSend }) => !stallSend);
    }
    await until(({ stallAll }) => !stallAll);
    return isStream ? rehearsedStream(response, control) : response;
  };
}

/** A message is sent by a server action, and when that does not answer by a route. */
function sends(pathname: string, headers: Headers): boolean {
  return headers.has("next-action") || /^\/api\/chat\/[^/]+\/messages$/.test(pathname);
}

/** Waits until the faults are such that `may` holds; throws when the request is given up or the network goes. */
function waitUntil(
  control: Control,
  may: (faults: Faults) => boolean,
  signal: AbortSignal | null | undefined,
): Promise<void> {
  if (may(control.faults())) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const settle = (how: () => void) => {
      stop();
      signal?.removeEventListener("abort", onAbort);
      how();
    };
    const onAbort = () => settle(() => reject(signal?.reason));
    const stop = control.attend({
      onChange(faults) {
        if (faults.offline) settle(() => reject(failure()));
        else if (may(faults)) settle(resolve);
      },
    });
    signal?.addEventListener("abort", onAbort);
    if (signal?.aborted) onAbort();
  });
}

/** The answer, unless the network goes before it has come. */
function whileOnline<T>(control: Control, answer: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = control.attend({ onChange: ({ offline }) => offline && reject(failure()) });
    void answer.then(resolve, reject).finally(stop);
  });
}
