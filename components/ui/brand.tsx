import { Mark } from "./mark";

/** Whose page this is, above what stands alone on it. */
export function Brand({ name, claim }: { name: string; claim: string }) {
  return (
    <div className="flex items-center gap-3">
      <span className="rounded-large bg-rail p-2">
        <Mark size={44} />
      </span>
      <div>
        <p className="font-board text-3xl leading-none font-semibold">{name}</p>
        <p className="mt-1 text-[13px] text-muted">{claim}</p>
      </div>
    </div>
  );
}
