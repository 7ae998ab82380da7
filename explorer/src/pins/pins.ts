// Pins: sentences and comparisons kept with a note. They last in the browser, and travel in a link or file.

export interface Pin {
  /** A provision id, or for a comparison its address. */
  key: string;
  kind: "sentence" | "comparison";
  note: string;
}

const PLACE = "fazhi-explorer-pins:";

/** Pins of this project in the browser's storage; a browser may refuse any. */
export function storedPins(project: string): Pin[] {
  try {
    return checked(JSON.parse(localStorage.getItem(PLACE + project) ?? "[]"));
  } catch {
    return [];
  }
}

/** Whether the browser kept them. */
export function storePins(project: string, pins: Pin[]): boolean {
  try {
    localStorage.setItem(PLACE + project, JSON.stringify(pins));
    return true;
  } catch {
    return false;
  }
}

/** Only what is a pin: a link or file may hold anything. */
export function checked(found: unknown): Pin[] {
  if (!Array.isArray(found)) return [];
  return found.flatMap((one) => {
    const { key, kind, note } = (one ?? {}) as Partial<Record<keyof Pin, unknown>>;
    if (typeof key !== "string" || !key) return [];
    if (kind === "comparison" && !/^#\/compare\?/.test(key)) return [];
    return [
      {
        key,
        kind: kind === "comparison" ? "comparison" : "sentence",
        note: typeof note === "string" ? note : "",
      },
    ] satisfies Pin[];
  });
}

/** Pins in one line of text for an address. */
export function packed(pins: Pin[]): string {
  return pins.length ? JSON.stringify(pins.map((pin) => [pin.key, pin.note])) : "";
}

export function unpacked(text: string): Pin[] {
  try {
    const found = JSON.parse(text) as unknown;
    if (!Array.isArray(found)) return [];
    return checked(
      found.map((one) => {
        const [key, note] = Array.isArray(one) ? (one as unknown[]) : [];
        return { key, note, kind: String(key).startsWith("#") ? "comparison" : "sentence" };
      }),
    );
  } catch {
    return [];
  }
}

/** The pins and those of `more` that are new; a note is kept unless there was none. */
export function merged(pins: Pin[], more: Pin[]): Pin[] {
  const result = pins.map((pin) => ({ ...pin }));
  for (const pin of more) {
    const known = result.find((other) => other.key === pin.key);
    if (!known) result.push({ ...pin });
    else known.note ||= pin.note;
  }
  return result;
}
