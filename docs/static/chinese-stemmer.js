// Sphinx names a stemmer for Chinese that it does not bring; Latin words in Chinese pages are stemmed as English.
window.ChineseStemmer = function ChineseStemmer() {
  return new EnglishStemmer();
};
