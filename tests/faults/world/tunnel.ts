import { connect } from "node:net";
import type { Duplex } from "node:stream";
import type { Ears } from "./ears.ts";
import type { Target } from "./exchange.ts";
import { createFrameReader } from "./frames.ts";
import { reset } from "./reset.ts";
import type { Sky } from "./weather.ts";

/** What becomes of a frame from the server. `cut_before` and `cut_after` end the socket without or with it. */
export type FrameVerdict = "drop" | "cut_before" | "cut_after" | undefined;
export type FrameRule = (text: string) => FrameVerdict;

export type Tunnel = {
  /** Both ends are reset. */
  cut(): void;
};

/** A WebSocket through the line. @param opening what the client had said before the tunnel stood */
export function openTunnel(options: {
  client: Duplex;
  target: Target;
  opening: Buffer;
  /** Said to the client once the target is reached: the answer to CONNECT. */
  greeting: string;
  sky: Sky;
  ears: Ears;
  judge: FrameRule;
  onClose(): void;
}): Tunnel {
  const { client, target, sky } = options;
  const server = connect(target, () => {
    server.setNoDelay(true);
    client.write(options.greeting);
    if (options.opening.length > 0) server.write(options.opening);
  });
  const began = sky.era("down");
  let isCut = false;

  function cut() {
    if (isCut) return;
    isCut = true;
    reset(client);
    reset(server);
    options.onClose();
  }

  const hear = options.ears.forConnection();
  const readFrames = createFrameReader();
  const up = sky.carry("up", true, (chunk) => !isCut && server.write(chunk));
  const down = sky.carry("down", true, (chunk) => !isCut && client.write(chunk));

  client.on("data", (chunk: Buffer) => void up(chunk));
  server.on("data", (chunk: Buffer) => {
    for (const { raw, text } of readFrames(chunk)) {
      const verdict = isCut ? "drop" : options.judge(text);
      if (verdict === "cut_before") return cut();
      if (verdict === "drop") continue;
      hear(raw);
      const passed = down(raw);
      if (verdict === "cut_after") return void passed.then(() => setImmediate(cut));
    }
  });
  for (const end of [client, server]) {
    end.on("error", () => undefined);
    // A stranded one tells nobody of its end.
    end.on("close", () => began === sky.era("down") && cut());
  }
  return { cut };
}
