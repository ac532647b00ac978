/** A WebSocket frame as it stood on the wire, and what it says (RFC 6455, without compression, unfragmented). */
export type Frame = { raw: Buffer; text: string };

/** Cuts the bytes that a server sends through a WebSocket into frames, after the answer that opened it. */
export function createFrameReader() {
  let pending: Buffer = Buffer.alloc(0);
  let isOpen = false;

  return function read(chunk: Buffer): Frame[] {
    pending = Buffer.concat([pending, chunk]);
    const frames: Frame[] = [];
    if (!isOpen) {
      const end = pending.indexOf("\r\n\r\n");
      if (end < 0) return frames;
      isOpen = true;
      frames.push(take(end + 4, 0));
    }
    for (
      let length = lengthOf(pending);
      length && pending.length >= length.total;
      length = lengthOf(pending)
    ) {
      frames.push(take(length.total, length.header));
    }
    return frames;
  };

  function take(total: number, header: number): Frame {
    const raw = pending.subarray(0, total);
    pending = pending.subarray(total);
    return { raw, text: raw.subarray(header).toString("utf8") };
  }
}

/** A server never masks, so that a frame's header has 2, 4 or 10 bytes. */
function lengthOf(bytes: Buffer): { header: number; total: number } | null {
  const short = (bytes[1] ?? 0) & 0x7f;
  const header = short === 126 ? 4 : short === 127 ? 10 : 2;
  if (bytes.length < header) return null;
  const payload =
    short === 126 ? bytes.readUInt16BE(2) : short === 127 ? Number(bytes.readBigUInt64BE(2)) : short;
  return { header, total: header + payload };
}
