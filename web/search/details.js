/** Records and their details, which travel last: the reverse of directory/pack/details.py. */

/**
 * Gives each record its details.
 * @param {Record<string, any>[]} rows
 * @param {Record<string, any>[]} details in the order of the rows
 */
export function addDetails(rows, details) {
  rows.forEach((row, place) => {
    const { url = "", doubts = [], ...rest } = details[place];
    Object.assign(row, rest);
    if (url) row.url += url;
    doubts.forEach((/** @type {object} */ doubt, /** @type {number} */ number) => Object.assign(row.doubts[number], doubt));
  });
}
