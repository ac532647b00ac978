import type { Counts } from "@/lib/tasks/requirements/counts";

/** How much of it is done, and how much is late, as a bar. To be told beside it. */
export function ShareDone({ counts, className }: { counts: Counts; className: string }) {
  const share = (count: number) => `${(100 * count) / Math.max(counts.asked, 1)}%`;
  return (
    <span aria-hidden="true" className={`flex h-1.5 overflow-hidden rounded-full bg-line ${className}`}>
      <span className="bg-blue" style={{ width: share(counts.done) }} />
      <span className="bg-red" style={{ width: share(counts.late) }} />
    </span>
  );
}
