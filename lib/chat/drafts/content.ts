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
};

export const EMPTY: DraftContent = { text: "", documents: [], about: null };

export function isEmpty({ text, documents, about }: DraftContent): boolean {
  return text === "" && documents.length === 0 && about === null;
}

/** Whether it would be missed. */
export function isWorthKeeping({ text, documents }: DraftContent): boolean {
  return text.trim() !== "" || documents.length > 0;
}

/** What is kept of one; an older version of the site has kept the text alone. */
export function contentOf(kept: { text: string } & Partial<DraftContent>): DraftContent {
  const { text, documents = [], about = null } = kept;
  return { text, documents, about };
}

/** What stood in several composers as one, so that nothing is lost; of the tasks the last, for there is one at a time. */
export function joined(contents: readonly DraftContent[]): DraftContent {
  const documents = new Map(contents.flatMap((content) => content.documents).map((one) => [one.id, one]));
  return {
    text: contents
      .map(({ text }) => text)
      .filter((text) => text.trim() !== "")
      .join("\n\n"),
    documents: [...documents.values()],
    about: contents.findLast(({ about }) => about !== null)?.about ?? null,
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
