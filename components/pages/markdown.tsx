import { Check, Square } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import ReactMarkdown, { type Components } from "react-markdown";
import remarkGfm from "remark-gfm";
import { pageLink } from "@/lib/pages/link";
import { isTooNested } from "@/lib/pages/nesting";
import "./markdown.css";

export type MarkdownLabels = {
  done: string;
  open: string;
  table: string;
  footnotes: string;
  backToText: string;
};

/**
 * A page's text. Only what Markdown itself knows is rendered: HTML stands there as it was written, a link leads to the
 * web, to a mail or within this site, and a picture from elsewhere is a link to it: nobody learns who reads a page.
 * The same on the server and in the preview.
 * @param linksApart whether every link opens in a tab of its own
 */
export function Markdown({
  body,
  labels,
  linksApart = false,
}: {
  body: string;
  labels: MarkdownLabels;
  linksApart?: boolean;
}) {
  return <div className="markdown">{contentOf(body, labels, linksApart)}</div>;
}

/** What cannot be rendered stands there as it was written. */
function contentOf(body: string, labels: MarkdownLabels, linksApart: boolean): ReactNode {
  const plain = <p className="whitespace-pre-wrap">{body}</p>;
  if (isTooNested(body)) return plain;
  try {
    // Called, not mounted: so that what it throws is caught here.
    return ReactMarkdown({
      children: body,
      remarkPlugins: [remarkGfm],
      remarkRehypeOptions: { footnoteLabel: labels.footnotes, footnoteBackLabel: labels.backToText },
      urlTransform: (url) => pageLink(url)?.href ?? "",
      components: partsOf(labels, linksApart),
    });
  } catch (error) {
    console.warn("A text could not be rendered", error);
    return plain;
  }
}

function partsOf(labels: MarkdownLabels, linksApart: boolean): Components {
  return {
    // The page's title is the one h1.
    h1: ({ node: _, ...rest }) => <h2 {...rest} />,
    h2: ({ node: _, ...rest }) => <h3 {...rest} />,
    h3: ({ node: _, ...rest }) => <h4 {...rest} />,
    h4: ({ node: _, ...rest }) => <h5 {...rest} />,
    h5: ({ node: _, ...rest }) => <h6 {...rest} />,
    a: ({ node: _, ...rest }) => <TextLink apart={linksApart} {...rest} />,
    img: ({ src, alt }) => {
      const address = typeof src === "string" ? src : "";
      return (
        <TextLink apart={linksApart} href={address}>
          {alt || address}
        </TextLink>
      );
    },
    // Wider than a phone it is moved sideways, by keyboard too.
    table: ({ node: _, ...rest }) => (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
      <section className="markdown-table" aria-label={labels.table} tabIndex={0}>
        <table {...rest} />
      </section>
    ),
    input: ({ checked }) => {
      const Icon = checked ? Check : Square;
      return <Icon role="img" aria-label={checked ? labels.done : labels.open} size={16} />;
    },
  };
}

function TextLink({ href, apart, children, ...rest }: ComponentProps<"a"> & { apart: boolean }) {
  const link = pageLink(href);
  if (!link) return <span>{children}</span>;
  const isApart = link.isElsewhere || (apart && !link.href.startsWith("#"));
  return (
    <a {...rest} href={link.href} {...(isApart && { target: "_blank", rel: "noopener noreferrer" })}>
      {children}
    </a>
  );
}
