import { z } from "zod";
import type { Answer } from "./remote";

/** An upload that brings nothing forward for this long is given up: a stalled network ends nothing by itself. */
const SILENCE_MS = 30_000;

export type Transfer = {
  /** Of Storage, which takes this one file. */
  url: string;
  mimeType: string;
  file: Blob;
  /** In bytes. */
  onProgress(sent: number): void;
  needless: AbortSignal;
};

const storageErrorSchema = z.object({ statusCode: z.coerce.string(), code: z.string().optional() });

/**
 * Sends a file straight to Storage. By XMLHttpRequest, for `fetch` says nothing of how far it is.
 * @throws when the network fails, nothing went on for 30 s, or it was given up
 */
export function transfer({ url, mimeType, file, onProgress, needless }: Transfer): Promise<Answer<null>> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer<null>>();
  const request = new XMLHttpRequest();
  const giveUp = () => request.abort();
  let timer = setTimeout(giveUp, SILENCE_MS);
  const ended = () => {
    clearTimeout(timer);
    needless.removeEventListener("abort", giveUp);
  };
  request.upload.onprogress = ({ loaded }) => {
    clearTimeout(timer);
    timer = setTimeout(giveUp, SILENCE_MS);
    onProgress(Math.min(loaded, file.size));
  };
  request.onload = () => {
    ended();
    resolve(answerOf(request.status, request.responseText));
  };
  request.onerror = request.onabort = async () => {
    ended();
    if (await isReadable(file)) reject(new Error("The upload broke off"));
    else resolve({ ok: false, refused: "unreadable" });
  };
  needless.addEventListener("abort", giveUp);
  request.open("PUT", url);
  request.setRequestHeader("Content-Type", mimeType);
  request.send(file);
  return promise;
}

/** Whether the file is there still, as it was chosen: moved, changed or taken off the device, no new try could send it. */
async function isReadable(file: Blob): Promise<boolean> {
  return file
    .slice(0, 1)
    .arrayBuffer()
    .then(
      () => true,
      () => false,
    );
}

/** Storage answers nearly every refusal with 400, and says in the body which it is. */
function answerOf(status: number, text: string): Answer<null> {
  if (status === 200) return { ok: true, value: null };
  const refusal = storageErrorSchema.safeParse(fromJson(text)).data;
  switch (refusal?.statusCode) {
    case "409":
      // An earlier try has arrived after all.
      return { ok: true, value: null };
    case "413":
      return { ok: false, refused: "too_large" };
    case "415":
      return { ok: false, refused: "kind" };
  }
  // The address was good for two hours: whoever comes later asks for another.
  if (refusal?.code === "InvalidJWT") return { ok: false, again: "gone" };
  return { ok: false, again: "unavailable" };
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
