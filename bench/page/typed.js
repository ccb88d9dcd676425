// What a page with a box and a list does: the titles found for what is typed, anew with each letter.

/**
 * @typedef {(text: string) => Promise<string[]>} Titles words typed -> titles, best first
 * @param {Promise<Titles>} preparing the search, once it can answer; what was typed before is answered then
 */
export async function listTyped(preparing) {
  const box = /** @type {HTMLInputElement} */ (document.querySelector("input"));
  const list = /** @type {HTMLElement} */ (document.querySelector("ol"));
  const search = await preparing;
  const show = async () => {
    const asked = box.value;
    const titles = await search(asked);
    if (asked === box.value) list.replaceChildren(...titles.map(makeRow));
  };
  box.addEventListener("input", show);
  if (box.value) await show();
}

/** @param {string} title */
function makeRow(title) {
  return Object.assign(document.createElement("li"), { textContent: title });
}
