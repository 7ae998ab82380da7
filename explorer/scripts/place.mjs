// Puts the built page into the Python package, or with --check tells whether it is there already.
// The policy forbids every program but the page's own (by hash) and all network. The page names a hash of
// all its sources, so that a test without Node can tell a template that was not built anew.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";

const home = new URL("../", import.meta.url);
const target = new URL("../src/compare/report/explorer_template.html", home);
const page = withPolicy(readFileSync(new URL("dist/index.html", home), "utf8"));

if (!process.argv.includes("--check")) {
  writeFileSync(target, page);
} else if (readFileSync(target, "utf8") !== page) {
  console.error(
    "explorer_template.html is not what explorer/ builds: run `npm run build` there and commit it.",
  );
  process.exit(1);
}

function withPolicy(html) {
  // The program goes to the end of the body: it reads the data above it.
  const found = html.match(/<script type="module"[^>]*>([\s\S]*?)<\/script>/);
  const program = found[1].trim();
  const hash = createHash("sha256").update(program).digest("base64");
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${hash}' 'nonce-explorer'`,
    "style-src 'unsafe-inline'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return html
    .replace(found[0], "")
    .replace("__POLICY__", () => policy)
    .replace("__SOURCES__", sources())
    .replace("</body>", () => `<script type="module">${program}</script>\n  </body>`)
    .replace(/\n\s*\n+/g, "\n");
}

/** A hash of everything the page is built from, as tests/report/test_explorer.py makes it. */
function sources() {
  const inside = readdirSync(new URL("src/", home), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath.slice(home.pathname.length)}/${entry.name}`.replaceAll("//", "/"));
  const hash = createHash("sha256");
  for (const name of [
    "index.html",
    "package-lock.json",
    "scripts/place.mjs",
    "vite.config.ts",
    ...inside,
  ].sort())
    hash.update(`${name}\0`).update(readFileSync(new URL(name, home)));
  return hash.digest("hex");
}
