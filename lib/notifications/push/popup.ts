/**
 * What a browser shows beside its pages, as public/sw.js takes it, from a push and from a tab alike. The same id is
 * shown once, by whichever way it comes.
 */
export type Popup = {
  id: string;
  title: string;
  body: string;
  /** A path of this site. */
  link: string;
  /** In milliseconds since 1970. */
  at: number;
  /** Shown whatever is before the reader's eyes, and never marked as read. */
  isTest?: boolean;
};

/** Which popups are out of date: those of these two moments and between them that are about nothing unread. */
export type StillUnread = { ids: string[]; from: number; to: number };

/** Popups show a few lines; a push takes 4 KB in all. */
const LONGEST_TITLE = 120;
const LONGEST_BODY = 300;

export function popup(fields: Popup): Popup {
  return { ...fields, title: shorten(fields.title, LONGEST_TITLE), body: shorten(fields.body, LONGEST_BODY) };
}

/** By characters as people count them: half of one would be shown as a box. */
function shorten(text: string, length: number): string {
  const characters = [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
  return characters.length <= length
    ? text
    : `${characters
        .slice(0, length - 1)
        .join("")
        .trimEnd()}…`;
}

/** A test, for a browser that is told by its open tabs alone. */
export function newTest(title: string, body: string): Popup {
  const at = Date.now();
  return popup({ id: `test-${at}`, title, body, link: "/settings", at, isTest: true });
}
