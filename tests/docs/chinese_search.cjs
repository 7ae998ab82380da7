// The site's own search, without a browser: node chinese_search.cjs BUILT_FOLDER QUERY... prints pages by query.
const fs = require("fs");
const path = require("path");
const vm = require("vm");

const [folder, ...queries] = process.argv.slice(2);
const page = { document: { getElementById: () => null }, _: (words) => words, _ready: () => {} };
page.window = page;
page.SPHINX_HIGHLIGHT_ENABLED = false;
vm.createContext(page);
const read = (name) => vm.runInContext(fs.readFileSync(path.join(folder, name), "utf8"), page);
["_static/chinese-search.js", "_static/searchtools.js", "_static/language_data.js", "searchindex.js"].forEach(read);
vm.runInContext("var search = (query) => Search._performSearch(...Search._parseQuery(query)).map((found) => found[0])", page);
console.log(JSON.stringify(Object.fromEntries(queries.map((query) => [query, [...new Set(page.search(query))].sort()]))));
