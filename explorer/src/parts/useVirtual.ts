// Of a long list only what is in the window is drawn (TanStack Virtual, bound to Preact).
import { observeWindowOffset, observeWindowRect, Virtualizer, windowScroll } from "@tanstack/virtual-core";
import { useEffect, useLayoutEffect, useReducer, useState } from "preact/hooks";

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
  return virtual;
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
