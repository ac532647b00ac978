/** What a template of GoTrue's may name. */
export type Variables = {
  SiteURL: string;
  ConfirmationURL: string;
  RedirectTo: string;
  Email: string;
  NewEmail: string;
  Token: string;
  TokenHash: string;
};

/**
 * Fills a template as Go's `html/template` does: what stands in a text or at the head of a link is escaped for HTML,
 * what stands in the query of a link is encoded for that too. lite puts values in as they are.
 */
export function renderHtml(template: string, variables: Variables): string {
  return template.replace(/href="([^"]*)"|\{\{\s*\.(\w+)\s*\}\}/g, (_whole, link?: string, name?: string) =>
    link === undefined ? escapeHtml(variable(variables, name)) : `href="${renderLink(link, variables)}"`,
  );
}

/** As Go's `text/template`. */
export function renderText(template: string, variables: Variables): string {
  return template.replace(/\{\{\s*\.(\w+)\s*\}\}/g, (_whole, name: string) => variable(variables, name));
}

function renderLink(link: string, variables: Variables): string {
  return link.replace(/\{\{\s*\.(\w+)\s*\}\}/g, (_whole, name: string, position: number) => {
    const value = variable(variables, name);
    return link.lastIndexOf("?", position) < 0 ? escapeHtml(value) : encodeURIComponent(value);
  });
}

function variable(variables: Variables, name = ""): string {
  return name in variables ? variables[name as keyof Variables] : "";
}

export function escapeHtml(text: string): string {
  const entities: Record<string, string> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&#34;",
    "'": "&#39;",
  };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
