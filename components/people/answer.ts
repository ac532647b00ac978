/** The answer of an action, also when none comes: no network, or a site that was deployed anew meanwhile. */
export async function answerOf<T>(action: Promise<T>): Promise<T | { ok: false; code: "unavailable" }> {
  try {
    return await action;
  } catch (error) {
    console.warn("The site did not answer", error);
    return { ok: false, code: "unavailable" };
  }
}
