// Writes the licences of everything that the page is built from beside the template in the Python package,
// since those licences ask to go where the programs go. Run after `npm ci`.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";

const home = new URL("../", import.meta.url);
const target = new URL("../src/compare/report/explorer_licenses.txt", home);
const { packages } = JSON.parse(readFileSync(new URL("package-lock.json", home), "utf8"));

const shipped = Object.entries(packages).filter(([place, found]) => place && !found.dev);
writeFileSync(target, `${shipped.map(([place, found]) => notice(place, found)).join("\n\n")}\n`);

function notice(place, { version, license }) {
  const folder = new URL(`${place}/`, home);
  const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
  const text = readFileSync(new URL(file, folder), "utf8").replaceAll("\r\n", "\n").trim();
  const title = `${place.replace("node_modules/", "")} ${version} (${license})`;
  return `${title}\n${"-".repeat(title.length)}\n\n${text}`;
}
