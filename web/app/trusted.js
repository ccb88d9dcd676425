// Trusted Types: the only addresses that may become a script of ours are those of the bundle and of the service worker.

const OWN = /^\/(static\/[\w.-]+|sw)\.js$/

/** @type {{createScriptURL: (url: string) => string} | undefined} where a browser knows Trusted Types; see directory/site/http/headers.py */
const policy = /** @type {any} */ (self).trustedTypes?.createPolicy('own', { createScriptURL: checkOwn })

/**
 * That address as one that a script may be loaded from. Throws for any but our own.
 * @param {string} url
 * @returns {string} in name: where the browser knows Trusted Types, its object
 */
export function ownScript(url) {
  return policy ? policy.createScriptURL(url) : checkOwn(url)
}

/** @param {string} url @returns {string} */
function checkOwn(url) {
  if (!OWN.test(url)) throw new TypeError('not a script of this site')
  return url
}
