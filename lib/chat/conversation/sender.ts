import { unstable_isUnrecognizedActionError as isOutdated } from "next/navigation";
import { discard, enqueue, nextStep, type Outbox, setState } from "../outbox";
import type { Message, SendInput, SendResult } from "../schema";

/** How long to wait after no answer: the send is idempotent, so asking again is safe. */
const RETRY_MS = 4_000;

export type SenderOptions = {
  teamId: string;
  send(input: SendInput): Promise<SendResult>;
  onChange(outbox: Outbox): void;
  onStored(message: Message): void;
  /** The site took the sender for nobody: ask it until it knows them again, then `resume`. */
  onSignedOut(): void;
};

/** Runs the outbox of one conversation: in order, one in flight; what is refused keeps its text and waits for its writer. */
export function createSender({ teamId, send, onChange, onStored, onSignedOut }: SenderOptions) {
  let outbox: Outbox = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  function change(next: Outbox) {
    outbox = next;
    onChange(outbox);
  }

  function step() {
    clearTimeout(timer);
    const next = nextStep(outbox, Date.now());
    if (!next) return;
    if ("at" in next) {
      timer = setTimeout(step, next.at - Date.now());
      return;
    }
    const { id, content } = next.send;
    change(setState(outbox, id, { kind: "sending" }));
    send({ id, teamId, content })
      .then((result) => settle(id, result))
      .catch((error: unknown) =>
        settle(id, { ok: false, code: isOutdated(error) ? "outdated" : "unavailable" }),
      )
      .finally(step);
  }

  function settle(id: string, result: SendResult) {
    if (result.ok) {
      onStored(result.message);
      change(discard(outbox, id));
    } else if (result.code === "too_fast" || result.code === "unavailable") {
      const until = Date.now() + (result.retryAfterSeconds ? result.retryAfterSeconds * 1000 : RETRY_MS);
      change(setState(outbox, id, { kind: "waiting", reason: result.code, until }));
    } else {
      change(setState(outbox, id, { kind: "refused", reason: result.code }));
      if (result.code === "signed_out") onSignedOut();
    }
  }

  return {
    send(content: string) {
      change(enqueue(outbox, { id: newId(), content, writtenAt: Date.now() }));
      step();
    },
    retry(id: string) {
      change(setState(outbox, id, { kind: "queued" }));
      step();
    },
    discard(id: string) {
      change(discard(outbox, id));
      step();
    },
    /** What waits only for a connection goes on at once when there is one. */
    resume() {
      for (const { id, state } of outbox) {
        if (state.kind === "waiting" && state.reason === "unavailable")
          outbox = setState(outbox, id, { kind: "queued" });
        if (state.kind === "refused" && state.reason === "signed_out")
          outbox = setState(outbox, id, { kind: "queued" });
      }
      step();
    },
    stop() {
      clearTimeout(timer);
    },
  };
}

/** A random UUID; over plain http (a phone on a developer's network) browsers have no `crypto.randomUUID`. */
function newId(): string {
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
