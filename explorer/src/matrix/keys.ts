// Arrow keys in a table of links: to the next link in the row, or in the same column.

const STEPS: Record<string, [number, number]> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};

/** Go to the next cell with a link; where there is none the key does what it always does. */
export function moveByArrow(event: KeyboardEvent) {
  const step = STEPS[event.key];
  const cell = event.target instanceof Element && event.target.closest<HTMLTableCellElement>("td, th");
  if (!step || !cell || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const link = nextLink(cell, ...step);
  if (!link) return;
  event.preventDefault();
  link.focus();
}

function nextLink(cell: HTMLTableCellElement, down: number, right: number): HTMLElement | undefined {
  const rows = Array.from(cell.closest("table")?.rows ?? []);
  let row = rows.indexOf(cell.parentElement as HTMLTableRowElement);
  let column = cell.cellIndex;
  while (rows[row]) {
    row += down;
    column += right;
    const found = rows[row]?.cells[column]?.querySelector<HTMLElement>("a");
    if (found) return found;
    if (right && !rows[row]?.cells[column]) return undefined;
  }
  return undefined;
}
