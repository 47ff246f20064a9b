// Material fetches its search index, a third of a page's weight, on every page. This holds the
// request back until somebody goes to the search field, or comes with words to find or to mark.

{
  const asked = new URLSearchParams(location.search);
  const isNeeded = new Promise((resolve) => {
    if (asked.has("q") || asked.has("h")) resolve(true);
    addEventListener("focusin", ({ target }) => {
      if (target instanceof Element && target.closest(".md-search")) resolve(true);
    });
  });

  window.XMLHttpRequest = class extends XMLHttpRequest {
    isOfSearch = false;

    /** @param {string} method @param {string | URL} url */
    open(method, url) {
      this.isOfSearch = new URL(url, location.href).pathname.endsWith("/search/search_index.json");
      super.open(method, url);
    }

    send() {
      if (this.isOfSearch) isNeeded.then(() => super.send());
      else super.send();
    }
  };
}
