import { imageSize } from "image-size";
import { readBeginning } from "./content";

/** So much is looked through for a picture's size, in bytes: cameras put previews, maps of depth and the like ahead of it. */
const LOOKED_THROUGH_BYTES = 4 * 1024 * 1024;
/** Of more, in pixels, a browser would choke when it shows them: such a picture is a file. */
const MAX_PIXELS = 100_000_000;

/** In pixels, as the picture is shown: a photo that was taken upright is upright. */
export type Sides = { width: number; height: number };

/**
 * The size of a JPEG, PNG or WebP; null where none is to be found.
 * @throws when the stream breaks
 */
export async function sidesOf(content: ReadableStream<Uint8Array>): Promise<Sides | null> {
  const found = measured(await readBeginning(content, LOOKED_THROUGH_BYTES));
  if (!found) return null;
  // From 5 on EXIF means a quarter turn.
  const { width, height } =
    (found.orientation ?? 1) >= 5 ? { width: found.height, height: found.width } : found;
  return width > 0 && height > 0 && width * height <= MAX_PIXELS ? { width, height } : null;
}

function measured(beginning: Uint8Array) {
  try {
    // In memory of its own: image-size reads on beyond the end of what it is given, and small buffers share theirs.
    return imageSize(Uint8Array.from(beginning));
  } catch {
    // A picture that cannot be measured is kept all the same.
    return null;
  }
}
