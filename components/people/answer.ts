/** The answer of an action, also when none comes: no network, or a site that was deployed anew meanwhile. */
export async function answerOf<T>(action: Promise<T>): Promise<T | { ok: false; code: "unavailable" }> {
  try {
    return await action;
  } catch (error) {
    console.warn("The site did not answer", error);
    return { ok: false, code: "unavailable" };
  }
}

/** The same, also when the network holds it back for longer than this. */
export function answerWithin<T>(ms: number, action: Promise<T>): ReturnType<typeof answerOf<T>> {
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error(`No answer within ${ms} ms`)), ms);
  });
  return answerOf(Promise.race([action, late]));
}
