/**
 * An element of the page that is there for sure.
 * @template {HTMLElement} T
 * @param {string} id
 * @param {abstract new (...args: never[]) => T} type
 * @returns {T}
 */
export function byId(id, type) {
  const found = document.getElementById(id);
  if (found instanceof type) return found;
  throw new Error(`the page has no ${type.name} #${id}`);
}

/**
 * @param {string} tag
 * @param {string} [text]
 */
export function element(tag, text = '') {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}
