// CSV that reads back equal (RFC 4180), and that a spreadsheet takes for text.

const BOM = "\ufeff";

export function toCsv(header: string[], rows: string[][]): string {
  return `${BOM}${[header, ...rows].map((row) => row.map(quoted).join(",")).join("\r\n")}\r\n`;
}

/** A cell; one that a spreadsheet would compute gets an apostrophe, which `fromCsv` takes off again. */
function quoted(cell: string): string {
  const text = /^['=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The rows of a CSV file as records by column name. */
export function fromCsv(text: string): Record<string, string>[] {
  const [header = [], ...rows] = cells(text.replace(BOM, ""));
  return rows
    .filter((row) => row.some(Boolean))
    .map((row) => Object.fromEntries(header.map((name, place) => [name, plain(row[place] ?? "")])));
}

function plain(cell: string): string {
  return /^'['=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;
}

function cells(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  // A quoted cell, or a bare one, and what ends it.
  for (const match of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    if (match[0] === "" && !row.length) break;
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? "");
    if (match[3] !== ",") {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}
