import { taskAddress } from "../references/text";
import { sendable } from "../schema";

/** A document that is uploaded, and goes with the next message. */
export type Attachment = {
  readonly id: string;
  readonly name: string;
  readonly mimeType: string;
  readonly sizeBytes: number;
  /** When it was chosen, in milliseconds since 1970; no two at once: they stand in this order. */
  readonly at: number;
};

/** What stands in a composer. */
export type DraftContent = {
  readonly text: string;
  readonly documents: readonly Attachment[];
  /** The id of the task that it asks about. */
  readonly about: string | null;
  /** The newest place that was loaded when its writer began it; null while nothing is begun, or when that is not known. */
  readonly writtenAfter: number | null;
};

export const EMPTY: DraftContent = { text: "", documents: [], about: null, writtenAfter: null };

export function isEmpty({ text, documents, about }: Omit<DraftContent, "writtenAfter">): boolean {
  return text === "" && documents.length === 0 && about === null;
}

/** Whether it would be missed. */
export function isWorthKeeping({ text, documents }: DraftContent): boolean {
  return text.trim() !== "" || documents.length > 0;
}

/** What is kept of one; an older version of the site has kept the text alone. */
export function contentOf(kept: { text: string } & Partial<DraftContent>): DraftContent {
  const { text, documents = [], about = null, writtenAfter = null } = kept;
  return { text, documents, about, writtenAfter };
}

/**
 * What stood in several composers as one, so that nothing is lost; of the tasks the last, for there is one at a time, and
 * begun as the first of them was.
 */
export function joined(contents: readonly DraftContent[]): DraftContent {
  const documents = new Map(contents.flatMap((content) => content.documents).map((one) => [one.id, one]));
  const begun = contents.flatMap(({ writtenAfter }) => writtenAfter ?? []);
  return {
    text: contents
      .map(({ text }) => text)
      .filter((text) => text.trim() !== "")
      .join("\n\n"),
    documents: [...documents.values()],
    about: contents.findLast(({ about }) => about !== null)?.about ?? null,
    writtenAfter: begun.length > 0 ? Math.min(...begun) : null,
  };
}

/**
 * The text of the message that it becomes: with the address of the task that it asks about.
 * @param origin the site's own
 */
export function messageText({ text, about }: DraftContent, origin: string): string {
  return [sendable(text), about && taskAddress(about, origin)].filter(Boolean).join("\n");
}

/** Whether there is something to send; a task alone asks nothing. */
export function isSendable({ text, documents }: DraftContent): boolean {
  return sendable(text) !== "" || documents.length > 0;
}
