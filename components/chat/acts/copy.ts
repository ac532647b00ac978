/** Puts a text on the clipboard; tells whether that went well. */
export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch (error) {
    // Over plain http, as on a phone in a developer's network, there is none.
    console.warn("Nothing could be copied", error);
    return false;
  }
}
