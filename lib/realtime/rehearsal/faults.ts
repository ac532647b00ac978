import { z } from "zod";

const share = z.number().min(0).max(1).default(0);
const fault = z.boolean().default(false);

export const faultsSchema = z.strictObject({
  /** Decides which events are met by the shares below: the same seed and the same events, the same faults. */
  seed: z.int().nonnegative().default(1),
  /** Live events, on the socket and on the stream of events: how many of them are lost, from none (0) to all (1). */
  drop: share,
  /** How many come late, by so many milliseconds. */
  delay: share,
  delayMs: z.int().nonnegative().max(60_000).default(1_000),
  /** How many come twice. */
  duplicate: share,
  /** How many are overtaken by the next. */
  reorder: share,
  /** No network, and the browser knows it. */
  offline: fault,
  /** A network that lets no WebSocket through. */
  blockWebSocket: fault,
  /** A network that lets no stream of events through. */
  blockSse: fault,
  /** A proxy that collects a stream of events until its end. */
  bufferSse: fault,
  /** A message is sent, and its answer does not come. */
  stallSend: fault,
  /** A message never gets to the server. */
  loseSend: fault,
  /** Everything stays connected, and nothing gets through either way. */
  stallAll: fault,
});

export type Faults = Readonly<z.infer<typeof faultsSchema>>;

export const CALM: Faults = faultsSchema.parse({});
