/** Public form of a record -> its search document: the text of each field it is found by. Twin of directory/search/document.py. */

/**
 * @typedef {import('./pack.js').Resource} Resource
 * @typedef {import('./pack.js').Vocabulary} Vocabulary
 */

/** Who serves more counties than this is not told from others by their names. */
const MOST_COUNTIES = 10;

/** Every resource speaks it, so the word would say nothing. */
const EVERYBODYS_LANGUAGE = "en";

const HOST = /^https?:\/\/(?:www\.)?([^/:?#]*)/i;

/**
 * Field -> text.
 * @param {Resource} form
 * @param {Vocabulary} vocabulary
 * @returns {Record<string, string>}
 */
export function makeDocument(form, vocabulary) {
  const translations = Object.values(form.translations ?? {});
  return {
    title: join(
      form.title,
      translations.map((translation) => translation.title),
    ),
    names: join(form.alternate_names, form.publisher, form.series),
    tags: join(listTags(form).map(([list, tag]) => describeTag(vocabulary[list]?.[tag], tag))),
    contact: join((form.phones ?? []).flatMap(listNumbers), form.email, form.url?.match(HOST)?.[1]),
    place: join(form.city, form.county, listPlaces(form, vocabulary)),
    summary: join(
      form.summary,
      form.what_happens,
      form.caution,
      translations.map((translation) => translation.summary),
    ),
  };
}

/** @param {(string | string[] | undefined)[]} pieces */
function join(...pieces) {
  return pieces.flat().filter(Boolean).join("\n");
}

/**
 * @param {Resource} form
 * @returns {[string, string][]}
 */
function listTags(form) {
  const languages = (form.languages ?? []).filter((tag) => tag !== EVERYBODYS_LANGUAGE);
  /** @type {[string, string[]][]} */
  const lists = [
    ["kinds", [form.kind]],
    ["services", form.services ?? []],
    ["topics", form.topics ?? []],
    ["audiences", form.audiences ?? []],
    ["formats", form.format ? [form.format] : []],
    ["languages", languages],
  ];
  return lists.flatMap(([list, tags]) => tags.map((tag) => /** @type {[string, string]} */ ([list, tag])));
}

/** What is said of each term: many records carry it. @type {WeakMap<import('./pack.js').Term, string>} */
const described = new WeakMap();

/**
 * Every label of a tag and every other word for it, in all languages; the tag itself where no list knows it.
 * @param {import('./pack.js').Term | undefined} term
 * @param {string} tag
 */
function describeTag(term, tag) {
  if (!term) return tag;
  const known = described.get(term);
  if (known !== undefined) return known;
  const { words = {}, ...labels } = term;
  const text = join(Object.values(labels), Object.values(words).flat());
  described.set(term, text);
  return text;
}

/** @param {import('./pack.js').Phone} phone */
function listNumbers(phone) {
  const digits = phone.number.replace(/^\++/, "");
  // A number of the United States or Canada without its country code.
  const national = phone.number.startsWith("+1") && digits.length === 11 ? digits.slice(1) : "";
  return [digits, national, phone.display, phone.keyword ?? ""];
}

/**
 * @param {Resource} form
 * @param {Vocabulary} vocabulary
 */
function listPlaces(form, vocabulary) {
  const counties = form.reach.counties ?? [];
  const nations = (form.reach.nations ?? []).map((nation) => String(vocabulary.nations?.[nation]?.en ?? nation));
  return [...(counties.length <= MOST_COUNTIES ? counties : []), ...nations];
}
