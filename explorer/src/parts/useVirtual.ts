// Of a long list only what is in the window is drawn (TanStack Virtual, bound to Preact).
import { observeWindowOffset, observeWindowRect, Virtualizer, windowScroll } from "@tanstack/virtual-core";
import { useEffect, useLayoutEffect, useReducer, useRef, useState } from "preact/hooks";

type ListVirtualizer = Virtualizer<Window, HTMLElement>;

/** The virtualizer of a list in the page's own scroll; `top` is where the list begins. */
export function useVirtual(
  count: number,
  height: number,
  top: number,
  key: (index: number) => string,
): ListVirtualizer {
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const options = {
    count,
    estimateSize: () => height,
    getItemKey: key,
    scrollMargin: top,
    overscan: 8,
    getScrollElement: () => window,
    observeElementRect: observeWindowRect,
    observeElementOffset: observeWindowOffset,
    scrollToFn: windowScroll,
    initialOffset: () => window.scrollY,
    onChange: () => redraw(undefined as never),
  };
  const [virtual] = useState(() => new Virtualizer<Window, HTMLElement>(options));
  virtual.setOptions(options);
  useLayoutEffect(() => virtual._didMount(), [virtual]);
  useLayoutEffect(() => virtual._willUpdate());
  useEdgeOfPage();
  return virtual;
}

/** After the keys Home and End the page stays at its edge, which moves as rows are measured, until the reader moves. */
function useEdgeOfPage(): void {
  const edge = useRef("");
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const own =
        event.target instanceof Element && event.target.closest("input, select, textarea, [role=grid]");
      edge.current = own || event.defaultPrevented ? "" : event.key;
    };
    const moved = () => {
      edge.current = "";
    };
    const moves = ["wheel", "touchstart", "pointerdown"] as const;
    addEventListener("keydown", pressed);
    for (const name of moves) addEventListener(name, moved, { passive: true });
    return () => {
      removeEventListener("keydown", pressed);
      for (const name of moves) removeEventListener(name, moved);
    };
  }, []);
  useLayoutEffect(() => {
    if (edge.current === "Home") scrollTo(0, 0);
    if (edge.current === "End") scrollTo(0, document.documentElement.scrollHeight);
  });
}

/** Whether the page is being printed: then a list is drawn as a whole. */
export function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const media = matchMedia("print");
    const change = () => setPrinting(media.matches);
    media.addEventListener("change", change);
    return () => media.removeEventListener("change", change);
  }, []);
  return printing;
}
