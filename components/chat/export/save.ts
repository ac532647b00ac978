/** By then every browser has begun to save it. */
const KEPT_MS = 60_000;

/** Has the browser save a file as one that was followed to by a link. */
export function save(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
}
