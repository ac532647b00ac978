import type { StoredObject } from "../database.ts";

/**
 * Does something with an object's file. Between looking and opening, an upload may have replaced it: then the row names
 * another by now, and that is taken. @throws StorageError
 */
export async function withCurrent<T>(
  look: () => Promise<StoredObject>,
  use: (object: StoredObject) => Promise<T>,
): Promise<T> {
  let object = await look();
  for (;;) {
    try {
      return await use(object);
    } catch (error) {
      const current = await look();
      if (current.version === object.version) throw error;
      object = current;
    }
  }
}
