// Puts the built page into the Python package, or with --check tells whether it is there already.
// The policy forbids every program but the page's own (by hash) and all network.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";

const target = new URL("../../src/compare/report/explorer_template.html", import.meta.url);
const built = readFileSync(new URL("../dist/index.html", import.meta.url), "utf8");
const page = withPolicy(built);

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
    .replace("</body>", () => `<script type="module">${program}</script>\n  </body>`)
    .replace(/\n\s*\n+/g, "\n");
}
