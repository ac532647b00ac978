import { inkOn } from "@/lib/teams/contrast";

const SIZES = {
  small: "size-8 text-[13px]",
  medium: "size-11 text-[17px]",
  large: "size-16 text-[26px]",
} as const;

/** A team's code on its colour with a stripe of its second one: readable without either. */
export function Plate({
  code,
  primary,
  secondary,
  size = "medium",
}: {
  code: string;
  primary: string;
  secondary: string;
  size?: keyof typeof SIZES;
}) {
  return (
    <span
      aria-hidden="true"
      className={`font-board inline-flex shrink-0 items-center justify-center overflow-hidden rounded-small border border-line font-semibold tracking-wide ${SIZES[size]}`}
      style={{
        background: primary,
        color: inkOn(primary),
        boxShadow: `inset 0 -5px 0 ${secondary}`,
        paddingBottom: 4,
      }}
    >
      {code}
    </span>
  );
}
