/**
 * The site's own address as the reader's browser has it: what a link in a mail begins with.
 * @param head the headers of a request of a page of ours
 */
export function siteOrigin(head: { get(name: string): string | null }): string {
  const first = (name: string) => head.get(name)?.split(",")[0]?.trim();
  // Next sets both itself where no proxy does.
  return `${first("x-forwarded-proto") ?? "http"}://${first("x-forwarded-host") ?? first("host") ?? "localhost"}`;
}
