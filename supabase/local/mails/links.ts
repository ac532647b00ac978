/** Where the links of a mail lead, each once, in the mail's order. */
export function linksOf(html: string): string[] {
  const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, link = ""]) => unescapeHtml(link));
  return [...new Set(links)];
}

function unescapeHtml(text: string): string {
  const characters: Record<string, string> = { amp: "&", lt: "<", gt: ">", "#34": '"', "#39": "'" };
  return text.replace(/&(amp|lt|gt|#34|#39);/g, (entity, name: string) => characters[name] ?? entity);
}
