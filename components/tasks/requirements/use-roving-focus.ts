import { type KeyboardEvent, type RefObject, useEffect, useRef } from "react";

const PAGE = 10;

/** Where a key leads from a cell, in rows and columns. */
const STEPS: Record<string, [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-PAGE, 0],
  PageDown: [PAGE, 0],
  Home: [0, Number.NEGATIVE_INFINITY],
  End: [0, Number.POSITIVE_INFINITY],
};

/**
 * Makes a table one stop of the Tab key, however many links it has: the arrow keys lead from cell to cell, Home and End
 * along the row, with Ctrl to the corners. Its links are rendered with `tabIndex={-1}`; which one is the stop is kept in
 * the page alone, so that two thousand cells are not rendered anew for every step.
 */
export function useRovingFocus(table: RefObject<HTMLTableElement | null>) {
  const stop = useRef<HTMLElement | null>(null);
  const stopAt = (link: HTMLElement) => {
    if (stop.current && stop.current !== link) stop.current.tabIndex = -1;
    link.tabIndex = 0;
    stop.current = link;
  };
  // Whatever was rendered may have taken the stop away.
  useEffect(() => {
    if (stop.current?.isConnected) return;
    const first = table.current?.querySelector<HTMLElement>("tbody a");
    if (first) stopAt(first);
  });
  return {
    onFocus(event: { target: EventTarget }) {
      if (event.target instanceof HTMLAnchorElement) stopAt(event.target);
    },
    onKeyDown(event: KeyboardEvent) {
      const step = STEPS[event.key];
      if (!step || !table.current || event.altKey || event.metaKey) return;
      const cell = document.activeElement?.closest<HTMLTableCellElement>("td, th");
      if (!cell) return;
      event.preventDefault();
      const [rows, columns] = step;
      const isCorner = event.ctrlKey && rows === 0 && !Number.isFinite(columns);
      linkFrom(table.current, cell, isCorner ? columns : rows, columns)?.focus();
    },
  };
}

/** The link that lies that far from a cell, or the last one before it; past cells without any. */
function linkFrom(
  table: HTMLTableElement,
  from: HTMLTableCellElement,
  rows: number,
  columns: number,
): HTMLElement | null {
  const grid = [...table.rows].filter((row) => row.cells.length > 1);
  const row = grid.indexOf(from.parentElement as HTMLTableRowElement);
  const linkAt = (r: number, c: number) => grid[r]?.cells[c]?.querySelector("a") ?? null;
  const last = { row: grid.length - 1, column: (grid[0]?.cells.length ?? 1) - 1 };
  const clamp = (value: number, most: number) => Math.min(Math.max(value, 0), most);
  const target = { row: clamp(row + rows, last.row), column: clamp(from.cellIndex + columns, last.column) };
  // A single step goes on over empty cells, a longer one comes back to the last that is filled.
  const way = Math.abs(rows) + Math.abs(columns) === 1 ? 1 : -1;
  for (let { row: r, column: c } = target; r >= 0 && c >= 0 && r <= last.row && c <= last.column; ) {
    const link = linkAt(r, c);
    if (link) return link;
    r += way * Math.sign(rows);
    c += way * Math.sign(columns);
  }
  return null;
}
