// What Sphinx's search lacks for Chinese pages.

// It names a stemmer for Chinese that it does not bring; Latin words in Chinese pages are stemmed as English.
window.ChineseStemmer = function ChineseStemmer() {
  return new EnglishStemmer();
};

// A Chinese query has no spaces between its words: it is cut into the longest words that the pages hold.
(() => {
  const LONGEST = 12; // characters
  const known = (word) => Object.hasOwn(Search._index.terms, word) || Object.hasOwn(Search._index.titleterms, word);
  const first = (run) => {
    for (let end = Math.min(run.length, LONGEST); end > 1; end -= 1) {
      if (known(run.slice(0, end))) return run.slice(0, end);
    }
    return "";
  };
  const cut = (run) => {
    const words = [];
    for (let rest = run; rest; ) {
      const word = first(rest);
      if (word) words.push(word);
      rest = rest.slice(word.length || 1);
    }
    return words.length ? words : [run];
  };
  window.splitQuery = (query) =>
    query
      .split(/[^\p{Letter}\p{Number}_\p{Emoji_Presentation}]+/gu)
      .flatMap((term) => term.split(/(\p{Script=Han}+)/gu))
      .filter((term) => term)
      .flatMap((term) => (/\p{Script=Han}/u.test(term) ? cut(term) : [term]));
})();
