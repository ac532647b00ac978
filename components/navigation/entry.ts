/** How an entry of the navigation looks. Six of them share a phone of 360 px. */
export const ENTRY =
  "relative flex min-w-0 flex-1 flex-col items-center gap-0.5 rounded-medium px-0.5 py-2 text-[11px] hover:bg-white/10 aria-[current=page]:text-white max-md:aria-[current=page]:font-semibold md:w-17 md:flex-none md:text-[12px] md:aria-[current=page]:bg-white/15";
