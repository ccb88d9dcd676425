// What the search thread answers: the name of each question and what answers it. Both of its parts add theirs.

/** @type {Record<string, (asked: any) => unknown>} */
export const ANSWERS = {}
