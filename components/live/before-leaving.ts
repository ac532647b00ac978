/**
 * Lets the browser ask before this page is left, while `isBusy` says so.
 * @returns ends it
 */
export function askBeforeLeaving(isBusy: () => boolean): () => void {
  // The sentence is the browser's own.
  const ask = (event: BeforeUnloadEvent) => {
    if (isBusy()) event.preventDefault();
  };
  window.addEventListener("beforeunload", ask);
  return () => window.removeEventListener("beforeunload", ask);
}
