// Tables as Python writes them (report/explorer_data.py): column by column, missing columns left out.

export type Cell = string | number | null;
export type RawColumn = Cell[] | { values: Cell[]; codes: number[] };
export type RawTable = { rows: number } & Record<string, RawColumn | number>;

/** A table read by row and column; a column that is not there reads as empty. */
export class Table {
  readonly rows: number;
  private readonly columns: Record<string, RawColumn>;

  constructor(raw: RawTable) {
    const { rows, ...columns } = raw;
    this.rows = rows;
    this.columns = columns as Record<string, RawColumn>;
  }

  has(name: string): boolean {
    return name in this.columns;
  }

  cell(name: string, row: number): Cell {
    const column = this.columns[name];
    if (column === undefined) return null;
    if (Array.isArray(column)) return column[row] ?? null;
    return column.values[column.codes[row] ?? -1] ?? null;
  }

  text(name: string, row: number): string {
    const value = this.cell(name, row);
    return value === null ? "" : String(value);
  }

  number(name: string, row: number): number | null {
    const value = this.cell(name, row);
    return typeof value === "number" ? value : null;
  }

  /** All values of a column that has few: its values, and each row's place among them. */
  factor(name: string): { values: string[]; codes: Int32Array } {
    const places = new Map<string, number>();
    const codes = new Int32Array(this.rows);
    for (let row = 0; row < this.rows; row++) {
      const value = this.text(name, row);
      let place = places.get(value);
      if (place === undefined) {
        place = places.size;
        places.set(value, place);
      }
      codes[row] = place;
    }
    return { values: [...places.keys()], codes };
  }
}

/** For every row of a table the rows of another that name it: `of(row)` lists them in order. */
export class Groups {
  private readonly starts: Int32Array;
  private readonly members: Int32Array;

  constructor(owners: ArrayLike<number>, count: number) {
    this.starts = new Int32Array(count + 1);
    for (let i = 0; i < owners.length; i++) this.starts[(owners[i] as number) + 1]!++;
    for (let i = 0; i < count; i++) this.starts[i + 1]! += this.starts[i]!;
    const next = this.starts.slice();
    this.members = new Int32Array(owners.length);
    for (let i = 0; i < owners.length; i++) this.members[next[owners[i] as number]!++] = i;
  }

  of(owner: number): Int32Array {
    return this.members.subarray(this.starts[owner] ?? 0, this.starts[owner + 1] ?? 0);
  }

  count(owner: number): number {
    return (this.starts[owner + 1] ?? 0) - (this.starts[owner] ?? 0);
  }
}
