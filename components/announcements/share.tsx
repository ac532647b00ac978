/** How many teams have seen it, and of them how many have answered, as a bar. To be told beside it. */
export function Share({ teams, seen, answered }: { teams: number; seen: number; answered: number }) {
  const share = (count: number) => `${(100 * count) / Math.max(teams, 1)}%`;
  return (
    <span aria-hidden="true" className="flex h-1.5 w-full overflow-hidden rounded-full bg-line">
      <span className="bg-blue" style={{ width: share(answered) }} />
      <span className="bg-blue/40" style={{ width: share(Math.max(seen - answered, 0)) }} />
    </span>
  );
}
