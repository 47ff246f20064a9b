// Where a draft goes: kept in this browser, downloaded, copied, handed to GitHub. Nothing is sent.

const LONGEST_ADDRESS = 6000; // characters; beyond, GitHub answers that the address is too long

/**
 * Return what keeps drafts in this browser, for one site.
 * @param {string} site the address of its front page: sites of one host share one storage
 */
export function keeper(site) {
  const key = (/** @type {string} */ id) => `${site} ${id}`;
  return {
    key,
    /** @param {string} id @returns {string | null} */
    read(id) {
      try {
        return localStorage.getItem(key(id));
      } catch {
        return null; // this browser keeps nothing for this page, as `write` says
      }
    },
    /** Keep a text; tell whether it was kept. @param {string} id @param {string} text */
    write(id, text) {
      try {
        localStorage.setItem(key(id), text);
        return true;
      } catch {
        return false;
      }
    },
    /** @param {string} id */
    erase(id) {
      try {
        localStorage.removeItem(key(id));
      } catch {
        // nothing is kept, so nothing is left
      }
    },
  };
}

/** Save a file where the browser saves downloads. @param {string} name @param {string} text */
export function download(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/markdown;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/**
 * Copy a text; tell whether that worked.
 * @param {string} text
 */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * Return the owner, name and branch of a repository from its address, or null.
 * @param {string} address as a browser shows it, or `owner/name`
 */
export function repository(address) {
  const path = address.trim().replace(/^(?:https?:\/\/)?(?:www\.)?github\.com\//i, "");
  const parts = /^([\w.-]+)\/([\w.-]+?)(?:\.git)?(?:\/(?:tree|blob)\/([^?#]+?))?\/?(?:[?#].*)?$/.exec(path);
  return parts && { owner: parts[1], name: parts[2], branch: parts[3] ?? "main" };
}

/**
 * Return the repository that a site on GitHub's host is made from, as `owner/name`.
 * @param {string} site
 */
export function guessedRepository(site) {
  const { hostname, pathname } = new URL(site);
  const owner = /^([\w-]+)\.github\.io$/.exec(hostname)?.[1];
  return owner ? `${owner}/${pathname.split("/")[1] || hostname}` : "";
}

/**
 * Return the address of GitHub's page for a new file, and whether the text is filled in there.
 * @param {{owner: string, name: string, branch: string}} repository
 * @param {string} file
 * @param {string} text
 */
export function newFileAddress({ owner, name, branch }, file, text) {
  const base = `https://github.com/${owner}/${name}/new/${branch}/docs?filename=${encodeURIComponent(file)}`;
  const whole = `${base}&value=${encodeURIComponent(text)}`;
  const isFilled = whole.length <= LONGEST_ADDRESS;
  return { address: isFilled ? whole : base, isFilled };
}
