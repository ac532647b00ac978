import type { Urgency } from "@/lib/tasks/deadline";

/** Shape and sign say it as well as colour does; what needs no look recedes. */
const TILES: Record<Urgency, string> = {
  done: "bg-blue-soft text-blue",
  late: "bg-red text-on-red",
  soon: "border-2 border-amber bg-amber-soft text-amber",
  calm: "border-2 border-muted/70 text-transparent",
};
const SIGNS: Record<Urgency, string> = { done: "done", late: "late", soon: "soon", calm: "" };

/** How a team stands with what it was asked, as a sign. To be named beside it. */
export function StandingMark({ standing }: { standing: Urgency }) {
  return (
    <span
      className={`inline-flex size-6.5 shrink-0 items-center justify-center rounded-small ${TILES[standing]}`}
    >
      {SIGNS[standing] && <Sign name={SIGNS[standing]} />}
    </span>
  );
}

/** One of the drawings of `Signs`: two thousand cells draw them by reference. */
export function Sign({ name, size = 16 }: { name: string; size?: number }) {
  return (
    <svg aria-hidden="true" width={size} height={size} className="block">
      <use href={`#sign-${name}`} />
    </svg>
  );
}

const STROKE = {
  fill: "none",
  stroke: "currentColor",
  strokeLinecap: "round",
  strokeLinejoin: "round",
} as const;

/** The drawings, once to a page. */
export function Signs() {
  return (
    <svg aria-hidden="true" width="0" height="0" className="absolute">
      <symbol id="sign-done" viewBox="0 0 16 16">
        <path d="M3 8.5 6.5 12 13 4.5" {...STROKE} strokeWidth="2.4" />
      </symbol>
      <symbol id="sign-late" viewBox="0 0 16 16">
        <path d="M8 3v6M8 12.6v.1" {...STROKE} strokeWidth="2.6" />
      </symbol>
      <symbol id="sign-soon" viewBox="0 0 16 16">
        <path d="M8 4v4.2l2.8 1.8" {...STROKE} strokeWidth="2" />
        <circle cx="8" cy="8" r="6.2" {...STROKE} strokeWidth="2" />
      </symbol>
      <symbol id="sign-own" viewBox="0 0 12 12">
        <path d="M6 2.6v6.8M2.6 6h6.8" {...STROKE} strokeWidth="2" />
      </symbol>
      <symbol id="sign-comments" viewBox="0 0 12 12">
        <path d="M1.5 2.5h9v6H6L3.5 10.5V8.5h-2z" fill="currentColor" />
      </symbol>
      <symbol id="sign-documents" viewBox="0 0 12 12">
        <path d="M2.5 1H7l2.5 2.5V11h-7z" fill="currentColor" />
      </symbol>
    </svg>
  );
}
