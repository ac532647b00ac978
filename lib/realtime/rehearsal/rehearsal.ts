import { createControl } from "./control";
import { CALM, type Faults, faultsSchema } from "./faults";
import { rehearsedFetch } from "./fetch";
import { rehearsedWebSocket } from "./socket";

const REMEMBERED = "rinkside-rehearsal";

/** The switches, as the panel and the tests hold them. */
export type Rehearsal = Pick<
  ReturnType<typeof createControl>,
  "faults" | "set" | "calm" | "killSocket" | "expireToken" | "log" | "subscribe"
>;

declare global {
  interface Window {
    rinksideRehearsal?: Rehearsal;
  }
}

/**
 * Puts the faults on the way of this tab's real connections: every `fetch` and every WebSocket that is opened from
 * now on. The faults that were set before a reload are there again, so that a page can begin with them.
 */
export function startRehearsal(): Rehearsal {
  if (window.rinksideRehearsal) return window.rinksideRehearsal;
  const control = createControl(recall());
  window.fetch = rehearsedFetch(window.fetch.bind(window), control, window.location.href);
  if (typeof WebSocket !== "undefined") window.WebSocket = rehearsedWebSocket(WebSocket, control);

  let wasOffline = control.faults().offline;
  const online = Object.getOwnPropertyDescriptor(Navigator.prototype, "onLine")?.get;
  Object.defineProperty(navigator, "onLine", {
    configurable: true,
    get: () => !control.faults().offline && online?.call(navigator) !== false,
  });
  control.attend({
    onChange(faults) {
      sessionStorage.setItem(REMEMBERED, JSON.stringify(faults));
      if (faults.offline === wasOffline) return;
      wasOffline = faults.offline;
      window.dispatchEvent(new Event(faults.offline ? "offline" : "online"));
    },
  });

  const { faults, set, calm, killSocket, expireToken, log, subscribe } = control;
  window.rinksideRehearsal = { faults, set, calm, killSocket, expireToken, log, subscribe };
  return window.rinksideRehearsal;
}

function recall(): Faults {
  const remembered = sessionStorage.getItem(REMEMBERED);
  const parsed = faultsSchema.safeParse(remembered === null ? CALM : JSON.parse(remembered));
  return parsed.data ?? CALM;
}
