import { useApp } from "../app";
import type { Pin } from "../pins/pins";
import { Icon } from "./Icon";

export function PinButton({ pinKey, kind, label }: { pinKey: string; kind: Pin["kind"]; label?: string }) {
  const { pins, setPins, say } = useApp();
  const held = pins.some((pin) => pin.key === pinKey);
  const toggle = () =>
    setPins(held ? pins.filter((pin) => pin.key !== pinKey) : [...pins, { key: pinKey, kind, note: "" }]);
  return (
    <button type="button" class={`button${held ? " on" : ""}`} aria-pressed={held} onClick={toggle}>
      <Icon name="pins" /> {held ? say("pinned") : (label ?? say("pin"))}
    </button>
  );
}
