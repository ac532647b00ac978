import type { Control } from "./control";
import { createHeld } from "./held";

/** A stream of events with the faults on its way: messages are met by them, comments and statuses left alone. */
export function rehearsedStream(response: Response, control: Control): Response {
  if (!response.ok || !response.body) return response;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let leave = () => {};
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      leave = conduct(reader, controller, control);
    },
    cancel() {
      leave();
    },
  });
  const { status, statusText, headers } = response;
  return new Response(body, { status, statusText, headers });
}

/** @returns ends it because nobody reads any more */
function conduct(
  reader: ReadableStreamDefaultReader<string>,
  controller: ReadableStreamDefaultController<Uint8Array>,
  control: Control,
): () => void {
  const encoder = new TextEncoder();
  let over = false;
  let ended = false;
  const held = createHeld(() => {
    const { stallAll, bufferSse } = control.faults();
    return stallAll || (bufferSse && !ended);
  });

  const stopAttending = control.attend({
    onChange({ offline, blockSse }) {
      if (offline || blockSse) breakOff("blocked");
      else held.release();
    },
    onKill: () => breakOff("cut"),
    // The server ends a stream before its token does.
    onExpire() {
      emit('event: end\ndata: {"reason":"renew"}\n\n');
      finish(() => controller.close());
    },
  });

  function finish(last?: () => void) {
    if (over) return;
    over = true;
    stopAttending();
    last?.();
    // It may have broken by itself.
    void reader.cancel().catch(() => undefined);
  }

  function breakOff(how: string) {
    control.note(`stream of events ${how}`);
    finish(() => controller.error(new TypeError("network error")));
  }

  function emit(block: string) {
    if (!over) controller.enqueue(encoder.encode(block));
  }

  function take(block: string) {
    if (block.startsWith("event: message\n")) control.meet("an event on the stream", () => emit(block));
    else emit(block);
  }

  async function read() {
    let rest = "";
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      const blocks = `${rest}${value}`.split("\n\n");
      rest = blocks.pop() ?? "";
      for (const block of blocks) held.pass(() => take(`${block}\n\n`));
    }
    ended = true;
    held.pass(() => finish(() => controller.close()));
    held.release();
  }

  void read().catch((error: unknown) => finish(() => controller.error(error)));
  return () => finish();
}
