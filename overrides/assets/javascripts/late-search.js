// Material loads its search, half of a page's weight, on every page: an index, and a worker that
// reads it. This holds both back until somebody goes to the search field, or comes with words to
// find or to mark.

{
  const asked = new URLSearchParams(location.search);
  const isNeeded = new Promise((resolve) => {
    if (asked.get("q") || asked.get("h")) resolve(true);
    addEventListener("focusin", ({ target }) => {
      if (target instanceof Element && target.closest(".md-search")) resolve(true);
    });
  });
  const Thread = window.Worker;

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

  // The search is all that a page of Material gives to a worker.
  class LateWorker extends EventTarget {
    /** @param {string} url */
    constructor(url) {
      super();
      this.thread = isNeeded.then(() => {
        const thread = new Thread(url);
        thread.addEventListener("message", ({ data }) => {
          this.dispatchEvent(new MessageEvent("message", { data }));
        });
        return thread;
      });
    }

    /** @param {unknown} message */
    postMessage(message) {
      this.thread.then((thread) => thread.postMessage(message));
    }
  }
  Object.assign(window, { Worker: LateWorker });
}
