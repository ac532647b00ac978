"use client";
import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from "react";

const AnnounceContext = createContext<(sentence: string) => void>(() => undefined);

/** Says a sentence to whoever listens to the page instead of looking at it. */
export function useAnnounce() {
  return useContext(AnnounceContext);
}

/** More than this in one go would be a flood: the newest are said. */
const MOST_AT_ONCE = 3;
/** By then it has been said, and what it says may be gone: a message that was deleted is to be found nowhere. */
const SAID_WITHIN_MS = 5_000;

/**
 * The page's one polite live region, apart from the lists that show the same: a list whose rows come and go would be
 * read out again and again.
 */
export function Announcer({ children }: { children: ReactNode }) {
  const [sentences, setSentences] = useState<{ id: number; text: string }[]>([]);
  const next = useRef(0);
  const announce = useCallback((text: string) => {
    next.current += 1;
    const id = next.current;
    setSentences((current) => [...current, { id, text }].slice(-MOST_AT_ONCE));
    setTimeout(() => setSentences((current) => current.filter((one) => one.id !== id)), SAID_WITHIN_MS);
  }, []);
  return (
    <AnnounceContext value={announce}>
      {children}
      <div aria-live="polite" aria-relevant="additions" className="sr-only" data-testid="announcer">
        {sentences.map(({ id, text }) => (
          <p key={id}>{text}</p>
        ))}
      </div>
    </AnnounceContext>
  );
}
