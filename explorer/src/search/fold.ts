// Characters that look alike are one for a search: wide and narrow forms, upper and lower case.
// One character stays one, so that places in the folded text are places in the text.

const WIDE = /[\uff01-\uff5e\u3000\u2013\u2014\u2212A-Z]/g;

export function fold(text: string): string {
  return text.replace(WIDE, (sign) => {
    const code = sign.charCodeAt(0);
    if (code === 0x3000) return " ";
    if (code >= 0x2013 && code <= 0x2212) return "-";
    const narrow = code >= 0xff01 ? String.fromCharCode(code - 0xfee0) : sign;
    return narrow.toLowerCase();
  });
}

/** The words of a query: what stands between spaces, or inside quotation marks. */
export function terms(query: string): string[] {
  const found = fold(query).matchAll(/["“”]([^"“”]+)["“”]|([^\s"“”]+)/g);
  return [...found].map((match) => (match[1] ?? match[2] ?? "").trim()).filter(Boolean);
}

export type Span = [from: number, to: number];

/** Where the words stand in a text, overlaps joined. */
export function hits(text: string, words: string[]): Span[] {
  const folded = fold(text);
  const found: Span[] = [];
  for (const word of words)
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length))
      found.push([at, at + word.length]);
  return joined(found);
}

export function joined(spans: Span[]): Span[] {
  const sorted = [...spans].sort((a, b) => a[0] - b[0]);
  const result: Span[] = [];
  for (const [from, to] of sorted) {
    const last = result.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else result.push([from, to]);
  }
  return result;
}
