import { renderToStaticMarkup } from "react-dom/server";
import { expect, test, vi } from "vitest";
import { Markdown } from "@/components/pages/markdown";
import en from "@/lib/i18n/messages/en.json";
import * as link from "@/lib/pages/link";

const rendered = (body: string, linksApart = false) =>
  renderToStaticMarkup(<Markdown body={body} labels={en.pages.markdown} linksApart={linksApart} />);

test.each([
  "<script>alert(1)</script>",
  '<img src=x onerror="alert(1)">',
  "text <svg/onload=alert(1)> text",
  '<iframe src="https://elsewhere.example"></iframe>',
  "<style>body{display:none}</style>",
  '<a href="javascript:alert(1)">press</a>',
  "<!-- <b> --> <b>",
])("%s stands there as it was written", (html) => {
  const markup = rendered(html);
  expect(markup).not.toMatch(/<(script|img|svg|iframe|style|a|b)[\s>/]/);
  expect(markup.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"')).toContain(html);
});

test.each([
  "[press](javascript:alert(1))",
  "[press](JAVASCRIPT:alert(1))",
  "[press](java&#x73;cript:alert(1))",
  "[press](data:text/html,x)",
  "[press][1]\n\n[1]: vbscript:x",
  "![press](javascript:alert(1))",
  "[press](/\\elsewhere.example)",
  "[press](<tasks\\open>)",
  "[press](</tas\tks>)",
  "[press](/tasks&#10;)",
  "[press](/tasks&#x85;)",
])("%s leads nowhere", (markdown) => {
  const markup = rendered(markdown);
  expect(markup).toContain("press");
  expect(markup).not.toContain("href");
});

test("a picture is a link to it, and is not fetched", () => {
  expect(rendered("![the rink](https://elsewhere.example/rink.png)")).toContain(
    '<a href="https://elsewhere.example/rink.png" target="_blank" rel="noopener noreferrer">the rink</a>',
  );
});

test("what leads away opens apart and learns nothing; what leads within the site does not, but in a preview", () => {
  const away = '<a href="https://iihf.example/" target="_blank" rel="noopener noreferrer">rules</a>';
  expect(rendered("[rules](https://iihf.example)")).toContain(away);
  expect(rendered("[ice](practice-ice)")).toContain('<a href="/pages/practice-ice">ice</a>');
  expect(rendered("[ice](practice-ice)", true)).toContain('target="_blank"');
});

test("headings stand under the page's own, six deep at the most", () => {
  expect(rendered("# One\n\n## Two\n\n##### Five\n\n###### Six")).toBe(
    '<div class="markdown"><h2>One</h2>\n<h3>Two</h3>\n<h6>Five</h6>\n<h6>Six</h6></div>',
  );
});

test("a table can be scrolled by keyboard, and what is to do says whether it is done", () => {
  const markup = rendered("| Badge | Opens |\n| --- | --- |\n| Red | Ice |\n\n- [x] Anthem\n- [ ] Order");
  expect(markup).toContain('<section class="markdown-table" aria-label="Table" tabindex="0"><table>');
  expect(markup).toContain('aria-label="Done:"');
  expect(markup).toContain('aria-label="Open:"');
  expect(markup).not.toContain("<input");
});

test.each([
  ["quotes", ">".repeat(5_000)],
  ["lists", `${"- ".repeat(5_000)}a`],
  [
    "points of a list, one below the other",
    Array.from({ length: 300 }, (_, depth) => `${"  ".repeat(depth)}- a`).join("\n"),
  ],
  ["footnotes", `[^a] ${"\n\n"}${"[^a]: ".repeat(5_000)}`],
  ["emphasis", `${"*a ".repeat(5_000)}${"a*".repeat(5_000)}`],
])("%s too deep for anybody stand there as they were written, and hold up nobody", (_, body) => {
  const before = performance.now();
  const markup = rendered(body).replaceAll("&gt;", ">");
  expect(markup).toBe(`<div class="markdown"><p class="whitespace-pre-wrap">${body}</p></div>`);
  expect(performance.now() - before).toBeLessThan(1_000);
});

test("what cannot be rendered for another reason stands there as it was written too, and is logged", () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  const pageLink = vi.spyOn(link, "pageLink").mockImplementation(() => {
    throw new RangeError("Too deep");
  });
  expect(rendered("**Ice** [here](practice-ice)")).toBe(
    '<div class="markdown"><p class="whitespace-pre-wrap">**Ice** [here](practice-ice)</p></div>',
  );
  expect(warn).toHaveBeenCalledOnce();
  pageLink.mockRestore();
  warn.mockRestore();
});
