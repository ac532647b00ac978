import { once } from "node:events";
import WebSocket, { type RawData } from "ws";

export type Frame = { joinRef: unknown; ref: unknown; topic: string; event: string; payload: Received };
// biome-ignore lint/suspicious/noExplicitAny: what a test looks into is whatever came over the wire
type Received = any;

type Address = { url: string; publishableKey: string };

/** Milliseconds; the real server takes five seconds to refuse a join. */
const PATIENCE = 10_000;

/** A client that speaks the protocol frame by frame and keeps everything it hears. */
export class RawClient {
  readonly frames: Frame[] = [];
  readonly socket: WebSocket;
  readonly version: "1.0.0" | "2.0.0";
  closeCode: number | null = null;
  private lastRef = 0;
  private listeners = new Set<() => void>();

  private constructor({ url, publishableKey }: Address, version: "1.0.0" | "2.0.0") {
    this.version = version;
    const query = new URLSearchParams({ apikey: publishableKey, vsn: version });
    this.socket = new WebSocket(`${url.replace(/^http/, "ws")}/realtime/v1/websocket?${query}`);
    this.socket.on("message", (data, isBinary) => {
      this.frames.push(isBinary ? readBinary(data as Buffer) : readText(version, data));
      this.notify();
    });
    this.socket.on("close", (code) => {
      this.closeCode = code;
      this.notify();
    });
    this.socket.on("error", () => undefined);
  }

  static async connect(address: Address, version: "1.0.0" | "2.0.0" = "2.0.0") {
    const client = new RawClient(address, version);
    await once(client.socket, "open");
    return client;
  }

  /** Sends a push and gives its reply. The first push to a topic is its join, and its ref the join_ref. */
  async push(topic: string, event: string, payload: unknown, joinRef: unknown = null): Promise<Received> {
    const ref = this.send(topic, event, payload, joinRef);
    const reply = await this.next((frame) => frame.event === "phx_reply" && frame.ref === ref);
    return reply.payload;
  }

  send(topic: string, event: string, payload: unknown, joinRef: unknown = null): string {
    const ref = this.nextRef();
    const join = event === "phx_join" ? ref : joinRef;
    this.socket.send(
      this.version === "2.0.0"
        ? JSON.stringify([join, ref, topic, event, payload])
        : JSON.stringify({ topic, event, payload, ref, join_ref: join }),
    );
    return ref;
  }

  nextRef(): string {
    this.lastRef += 1;
    return String(this.lastRef);
  }

  /** Joins, and waits until what the database broadcasts really flows. */
  async join(topic: string, config: Record<string, unknown> = {}, accessToken?: string) {
    const broadcast = { replication_ready: true, ...(config.broadcast as object) };
    const reply = await this.push(`realtime:${topic}`, "phx_join", {
      config: { ...config, broadcast },
      ...(accessToken && { access_token: accessToken }),
    });
    if (reply.status === "ok") {
      await this.next(
        (frame) =>
          frame.topic === `realtime:${topic}` && /Replication connection/.test(frame.payload.message),
      );
    }
    return reply;
  }

  /** Sends a broadcast as the version 2 client does: kind 03. */
  sendBinary(topic: string, event: string, payload: Uint8Array, encoding: 0 | 1): string {
    const ref = this.nextRef();
    const fields = ["1", ref, topic, event, ""].map((field) => Buffer.from(field));
    const header = Buffer.from([3, ...fields.map((field) => field.length), encoding]);
    this.socket.send(Buffer.concat([header, ...fields, payload]));
    return ref;
  }

  /** The first frame, come or coming, that fits. */
  async next(fits: (frame: Frame) => boolean): Promise<Frame> {
    let found: Frame | undefined;
    await this.until(() => {
      found = this.frames.find(fits);
      return found !== undefined;
    });
    return found as Frame;
  }

  event(name: string): Promise<Frame> {
    return this.next((frame) => frame.event === name);
  }

  async closed(): Promise<number | null> {
    await this.until(() => this.closeCode !== null);
    return this.closeCode;
  }

  broadcasts(): unknown[] {
    return this.frames.filter(({ event }) => event === "broadcast").map(({ payload }) => payload.payload);
  }

  private until(condition: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const impatient = setTimeout(() => {
        reject(new Error(`never came; heard: ${this.frames.map(summary).join("; ")}`));
      }, PATIENCE);
      const check = () => {
        if (!condition()) return;
        clearTimeout(impatient);
        this.listeners.delete(check);
        resolve();
      };
      this.listeners.add(check);
      check();
    });
  }

  private notify() {
    for (const listener of [...this.listeners]) listener();
  }
}

function summary({ event, topic, payload }: Frame): string {
  return `${event} ${topic} ${JSON.stringify(payload).slice(0, 120)}`;
}

function readText(version: string, data: RawData): Frame {
  const value = JSON.parse(String(data));
  if (version === "1.0.0") return { ...value, joinRef: value.join_ref };
  const [joinRef, ref, topic, event, payload] = value;
  return { joinRef, ref, topic, event, payload };
}

function readBinary(frame: Buffer): Frame {
  const [kind, topicLength = 0, eventLength = 0, metaLength = 0, encoding] = frame;
  const text = (start: number, length: number) => frame.toString("utf8", start, start + length);
  const meta = text(5 + topicLength + eventLength, metaLength);
  const body = frame.subarray(5 + topicLength + eventLength + metaLength);
  return {
    joinRef: null,
    ref: null,
    topic: text(5, topicLength),
    event: "broadcast",
    payload: {
      kind,
      event: text(5 + topicLength, eventLength),
      ...(meta && { meta: JSON.parse(meta) }),
      payload: encoding === 1 ? JSON.parse(String(body)) : body,
    },
  };
}
