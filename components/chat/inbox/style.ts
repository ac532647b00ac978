/** A button of the bar: with its words from 1,024 pixels on. */
export const BAR_BUTTON =
  "flex size-12 shrink-0 cursor-pointer items-center justify-center gap-1.5 rounded-medium text-[14px] font-medium text-ink hover:bg-blue-soft disabled:opacity-60 lg:w-auto lg:px-2.5";

/** A choice in what such a button opens. */
export const CHOICE =
  "flex min-h-12 w-full cursor-pointer items-center gap-2.5 rounded-small px-2 text-left hover:bg-blue-soft disabled:opacity-60 aria-pressed:font-semibold";

/** What was chosen in a popover closes it. */
export function closePopoverOf(element: Element) {
  element.closest<HTMLElement>("[popover]")?.hidePopover();
}
