/** The element of a row that has the focus: the message itself, apart from the dividers above it. */
const ROW = "article[data-row]";

export function rowOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>(ROW) : null;
}

export const placeOf = (row: HTMLElement): number => Number(row.dataset.row);

/** The rows that are there, in their order: a list that shows a part may hold them in another. */
function rowsIn(list: Element): HTMLElement[] {
  return [...list.querySelectorAll<HTMLElement>(ROW)].toSorted((one, other) => placeOf(one) - placeOf(other));
}

/**
 * Where a key leads from a row; null for any other key. Where the next row is not there, as for one that has been scrolled
 * far away from, it leads to the row itself: once that is in view, so are those beside it.
 */
export function rowTowards(list: Element, row: HTMLElement, key: string): HTMLElement | null {
  const rows = rowsIn(list);
  const beside = (step: 1 | -1) => rows.find((one) => placeOf(one) === placeOf(row) + step) ?? row;
  switch (key) {
    case "ArrowUp":
      return beside(-1);
    case "ArrowDown":
      return beside(1);
    case "Home":
      return rows[0] ?? null;
    case "End":
      return rows.at(-1) ?? null;
    default:
      return null;
  }
}

/** The lowest row that is in view. */
export function lowestInView(scroller: HTMLElement): HTMLElement | null {
  const { top, bottom } = scroller.getBoundingClientRect();
  const isInView = (row: HTMLElement) => {
    const box = row.getBoundingClientRect();
    return box.bottom > top && box.top < bottom;
  };
  return rowsIn(scroller).findLast(isInView) ?? null;
}
