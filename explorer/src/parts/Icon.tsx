// Small signs drawn in strokes of one width.

const PATHS = {
  matrix: "M3 3h14v14H3z M3 8h14 M8 3v14 M13 8v9",
  compare: "M3 4h5v12H3z M12 4h5v12h-5z M8 8h4 M8 12h4",
  read: "M10 5c-2-1.5-4.5-1.5-7-1v11.5c2.5-.5 5-.5 7 1 2-1.5 4.5-1.5 7-1V4c-2.5-.5-5-.5-7 1z M10 5v11.5",
  search: "M9 3.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11z M13 13l4 4",
  time: "M3 10h14 M6 7v6 M11 5v10 M15 8v4",
  pins: "M5 3h10v14l-5-3.5L5 17z",
  auto: "M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14z M10 3v14 M12 4v12 M14 5.5v9",
  light:
    "M10 7a3 3 0 1 1 0 6 3 3 0 0 1 0-6z M10 2v2 M10 16v2 M2 10h2 M16 10h2 M4.5 4.5l1.4 1.4 M14.100 14.100l1.4 1.4 M15.5 4.5l-1.4 1.4 M5.900 14.100l-1.4 1.4",
  dark: "M16 12.5A7 7 0 0 1 7.5 4 7 7 0 1 0 16 12.5z",
  close: "M5 5l10 10 M15 5L5 15",
  up: "M10 16V4 M5 9l5-5 5 5",
  remove: "M4 6h12 M8 6V4h4v2 M6 6l1 11h6l1-11",
};

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 20 20" width="18" height="18" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
