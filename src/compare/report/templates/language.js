// The reader's language: asked for in the address, else kept, else the browser's.
(() => {
  const KEY = "fazhi-language";
  const known = (value) => (value === "zh" || value === "en" ? value : "");
  const kept = () => {
    try { return known(localStorage.getItem(KEY)); } catch { return ""; }
  };
  const keep = (language) => {
    try { localStorage.setItem(KEY, language); } catch { /* a browser that keeps nothing */ }
  };
  const inLink = (link, language) => {
    const [place, hash] = link.getAttribute("href").split("#");
    if (/(^|\/)explore\.html$/.test(place)) {
      const state = (hash || "/matrix").replace(/([?&])lang=[^&]*&?/, "$1");
      return `${place}#${state}${state.includes("?") ? (/[?&]$/.test(state) ? "" : "&") : "?"}lang=${language}`;
    }
    return `${place.replace(/\?.*/, "")}?lang=${language}${hash ? `#${hash}` : ""}`;
  };
  const use = (language) => {
    document.documentElement.lang = language === "zh" ? "zh-Hans" : "en";
    document.title = document.querySelector(`h1 .${language}, .${language} h1, .celltag_${language} h1`)?.textContent || document.title;
    for (const link of document.querySelectorAll("a[href]")) {
      const place = link.getAttribute("href");
      if (/^[^:#?]+\.html([?#]|$)/.test(place)) link.setAttribute("href", inLink(link, language));
    }
  };
  const asked = known(new URLSearchParams(location.search).get("lang"));
  const language = asked || kept() || (navigator.language.startsWith("zh") ? "zh" : "en");
  document.getElementById(`only-${language}`).checked = true;
  keep(language);
  document.addEventListener("DOMContentLoaded", () => {
    use(language);
    document.querySelector(".switch").addEventListener("change", (event) => {
      keep(event.target.value);
      use(event.target.value);
    });
  });
})();
