/** The initials of a person's first and last name. */
function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const first = [...(words[0] ?? "")][0] ?? "";
  const last = words.length > 1 ? ([...(words.at(-1) ?? "")][0] ?? "") : "";
  return (first + last).toLocaleUpperCase();
}

/** @param className its size, where it is another */
export function Avatar({ name, className = "size-9 text-[13px]" }: { name: string; className?: string }) {
  return (
    <span
      aria-hidden="true"
      // Upon whatever it stands, also upon the soft blue of an organiser's message.
      className={`flex shrink-0 items-center justify-center rounded-full bg-linear-to-b from-blue/14 to-blue/14 font-semibold text-blue ${className}`}
    >
      {initials(name)}
    </span>
  );
}
