// What was kept: with notes, to take along as a file or link, and to read back.
import { useRef, useState } from "preact/hooks";
import { type App, useApp } from "../app";
import { Copy } from "../parts/Detail";
import { Icon } from "../parts/Icon";
import { Lead } from "../parts/Pick";
import { fromCsv } from "../pins/csv";
import { download, pinsBibtex, pinsCsv, pinsHtml } from "../pins/exports";
import { checked, merged, type Pin, packed, unpacked } from "../pins/pins";
import { address, readAddress } from "../state/address";
import { Hit } from "./Search";

export function PinsView() {
  const { say, pins, kept } = useApp();
  return (
    <>
      <Lead title={say("pins")}>{say("pins_lead")}</Lead>
      <FromLink />
      {!kept && <p class="warning">{say("not_stored")}</p>}
      <Take />
      {pins.length ? (
        <ol class="pins">
          {pins.map((pin, place) => (
            <PinItem key={pin.key} pin={pin} place={place} />
          ))}
        </ol>
      ) : (
        <p class="empty">{say("pins_none")}</p>
      )}
    </>
  );
}

/** Pins of the link that are not kept here yet. */
function FromLink() {
  const { state, say, pins, setPins, go } = useApp();
  const brought = unpacked(state.pins);
  const fresh = brought.filter((pin) => !pins.some((own) => own.key === pin.key && (own.note || !pin.note)));
  if (!fresh.length) return null;
  const keep = () => {
    setPins(merged(pins, brought));
    go({ pins: "" }, true);
  };
  return (
    <p class="warning" role="status">
      {say("link_holds", { n: fresh.length })}{" "}
      <button type="button" class="button on" onClick={keep}>
        {say("link_keep")}
      </button>
    </p>
  );
}

function Take() {
  const { corpus, say, lang, pins, state } = useApp();
  const link = () =>
    location.href.replace(/#.*$/, "") + address({ ...state, view: "pins", sel: "", pins: packed(pins) });
  return (
    <div class="controls take">
      {pins.length > 0 && (
        <>
          <button
            type="button"
            class="button"
            onClick={() => download("pins.csv", pinsCsv(corpus, pins, lang), "text/csv")}
          >
            {say("export_csv")}
          </button>
          <button
            type="button"
            class="button"
            onClick={() => download("pins.html", pinsHtml(corpus, pins, lang, location.href), "text/html")}
          >
            {say("export_word")}
          </button>
          <button
            type="button"
            class="button"
            onClick={() => download("pins.bib", pinsBibtex(corpus, pins, lang), "text/plain")}
          >
            {say("export_bibtex")}
          </button>
          <Copy text={link} label={say("copy_link")} />
        </>
      )}
      <Import />
    </div>
  );
}

function Import() {
  const { say, pins, setPins } = useApp();
  const field = useRef<HTMLInputElement>(null);
  const [read, setRead] = useState<number | undefined>();
  const take = async (file: File | undefined) => {
    if (!file) return;
    const found = checked(
      fromCsv(await file.text()).map((row) => ({ ...row, key: row.key || row.provision_id })),
    );
    setPins(merged(pins, found));
    setRead(found.length);
    if (field.current) field.current.value = "";
  };
  return (
    <span class="import">
      <input
        ref={field}
        id="import"
        type="file"
        accept=".csv,text/csv"
        class="unseen"
        onChange={(event) => take(event.currentTarget.files?.[0])}
      />
      <label for="import" class="button">
        {say("import")}
      </label>
      <span role="status">{read !== undefined && say("imported", { n: read })}</span>
    </span>
  );
}

function PinItem({ pin, place }: { pin: Pin; place: number }) {
  const app = useApp();
  const { corpus, say, pins, setPins } = app;
  const row = pin.kind === "sentence" ? corpus.row(pin.key) : -1;
  const name = row >= 0 ? corpus.id(row) : say("comparison");
  const note = (text: string) =>
    setPins(pins.map((other) => (other.key === pin.key ? { ...other, note: text } : other)));
  const up = () =>
    setPins([...pins.slice(0, place - 1), pin, pins[place - 1] as Pin, ...pins.slice(place + 1)]);
  return (
    <li class="pin" data-key={pin.key}>
      {row >= 0 ? <Hit row={row} /> : <Comparison app={app} pin={pin} />}
      <div class="pin-note">
        <textarea
          rows={2}
          value={pin.note}
          placeholder={say("note")}
          aria-label={say("note_for", { name })}
          onInput={(event) => note(event.currentTarget.value)}
        />
        {place > 0 && (
          <button type="button" class="tool" aria-label={say("up", { name })} onClick={up}>
            <Icon name="up" />
          </button>
        )}
        <button
          type="button"
          class="tool"
          aria-label={say("delete_name", { name })}
          onClick={() => setPins(pins.filter((other) => other.key !== pin.key))}
        >
          <Icon name="remove" />
        </button>
      </div>
    </li>
  );
}

function Comparison({ app, pin }: { app: App; pin: Pin }) {
  const { corpus, say, lang } = app;
  if (pin.kind === "sentence") return <p class="quiet">{`${pin.key}: ${say("pin_unknown")}`}</p>;
  const state = readAddress(pin.key, lang);
  const plans = state.plans.flatMap((doc_id) => corpus.planCalled(doc_id)?.label[lang] ?? []);
  const about = state.about.startsWith("i:")
    ? corpus.indicatorLabel(state.about.slice(2), lang)
    : `${state.about} ${corpus.topicCalled(state.about)?.label[lang] ?? ""}`;
  return (
    <a class="pin-comparison" href={address({ ...state, lang })}>
      <b>{say("comparison")}</b> {about} <span class="quiet">{plans.join(" · ")}</span>
    </a>
  );
}
