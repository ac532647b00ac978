/** A name under which any system can keep a file: what would be a path, or is no letter of a name somewhere, is a dash. */
export function downloadName(name: string): string {
  return name.replace(/[/\\:*?"<>|]/g, "-").replace(/^\.+/, (dots) => "-".repeat(dots.length));
}
