/**
 * The search of the phone: words typed -> ids in order. Twin of directory/search/engine.py; docs/design.md, "Search", has the rules.
 * Pure: no page, no network, no clock.
 */

import { makeDocument } from "./document.js";
import { FILTER_NAMES, Facets, OPEN } from "./facets.js";
import { Index } from "./index.js";
import { Reader, describe, searchAsTyped } from "./intent.js";
import { readPlaced } from "./known.js";
import { Matching, listQueryWords } from "./matching.js";
import { takeBest } from "./order.js";
import { Prepared } from "./prepared.js";
import { Ranking } from "./ranking.js";
import { REACH_NAMES } from "./reach.js";
import { rateTrust } from "./scoring.js";
import { Spelling } from "./spelling.js";
import { createStemmer } from "./stems.js";
import { compareTexts, readWords, tokens } from "./text.js";

/**
 * @typedef {import('./pack.js').Pack} Pack
 * @typedef {import('./pack.js').Resource} Resource
 * @typedef {import('./ranking.js').Ranked} Ranked
 * @typedef {import('./opening.js').Moment} Moment
 *
 * @typedef {object} Query see directory/search/results.py
 * @property {string} [text] without words it lists every record
 * @property {Record<string, readonly string[]>} [filters] tags by filter; one tag of each filter must be there
 * @property {string} [lang]
 * @property {number} [limit]
 * @property {number} [offset]
 * @property {string | null} [place] name, id or ZIP of a place picked by the person; it counts instead of one in the text
 * @property {readonly string[]} [ignore] what was understood and taken back: "place", "topics", "corrected"
 * @property {Moment | null} [moment] when it is asked, without which nothing is said of what is open
 *
 * Where a place is known: `near` is how the record reaches it, `miles` how far its town is, if it has one. `open`: null
 * where no moment was given and for what has no hours.
 * @typedef {{ id: string, score: number, near: string | null, miles: number | null, open: string | null }} Hit
 *
 * @typedef {object} Results
 * @property {number} total records found
 * @property {Hit[]} hits those asked for, best first
 * @property {Record<string, Record<string, number>>} facets filter -> tag -> how many, as if that one filter were not set
 * @property {import('./intent.js').Understood} understood what was read out of the words besides text
 * @property {string[]} urgent ids of lines to show above everything
 *
 * @typedef {PackEngine} Engine
 */

/**
 * An engine over the records of a pack. Takes about a millisecond for each ten records, so let a worker do it.
 * @param {Pack} pack
 * @param {Prepared} [prepared] what was made of its tables already
 * @returns {Engine}
 */
export function createEngine(pack, prepared = new Prepared(pack.search)) {
  return new PackEngine(pack, prepared);
}

class PackEngine {
  /**
   * @param {Pack} pack
   * @param {Prepared} prepared
   */
  constructor({ resources, search: tables, vocabulary }, prepared) {
    const { numbers } = tables;
    const { stopWords, smallWords, spoken, places, meanings } = prepared;
    this.forms = [...resources].sort((one, other) => compareTexts(one.id, other.id));
    const documents = this.forms.map((form) => makeDocument(form, vocabulary));
    const index = new Index(documents, tables, (written) => prepared.addWritten(written));
    const common = readPlaced(tables.common_words, prepared.known);
    const findStem = createStemmer(index.stems, tables.stems, [index.words, spoken]);
    const stem = (/** @type {string} */ word) => findStem(word) ?? word;
    const trust = Float64Array.from(this.forms, (form) => rateTrust(form, numbers));
    meanings.weighBy(common, stem);
    const spelling = new Spelling(spoken, index.words, common, stem);
    this.tables = tables;
    this.stopWords = stopWords;
    this.places = places;
    this.reader = new Reader(this.places, meanings, spelling, {
      stop: stopWords,
      small: smallWords,
      anyHelp: readWords(tables.any_help),
    });
    this.matching = new Matching(index, findStem, trust);
    this.ranking = new Ranking(this.forms, tables, trust, this.places, {
      isEveryday: (word) => meanings.has(stem(word)),
      isKnown: (word) => spelling.isKnown(word),
    });
    this.facets = new Facets(this.forms);
    this.vocabulary = vocabulary;
    this.byTitle = orderByTitle(this.forms, stopWords);
  }

  /**
   * The records that answer a query, best first, with counts for every filter.
   * @param {Query} query
   * @returns {Results}
   */
  search({ text = "", filters = {}, lang = "en", limit = 20, offset = 0, place = null, ignore = [], moment = null }) {
    refuseUnknown(filters, moment);
    const { intent, ranked } = this.answer(text, ignore, place ? this.places.choose(place) : null, lang);
    const { [OPEN]: open = [], ...tags } = filters;
    const { passing, counts } = this.facets.apply(ranked.records, tags, moment && { moment, tags: open });
    const shown = takeBest(passing, ranked.compare, offset + limit).slice(offset, offset + limit);
    return {
      total: passing.length,
      hits: shown.map((record) => this.makeHit(record, ranked, moment)),
      facets: counts,
      understood: describe(intent, this.tables.groups, this.ranking.lines.listUrgentKinds(intent)),
      urgent: ranked.urgent.map((record) => this.forms[record].id),
    };
  }

  /**
   * What is meant, and the records for it. Words are put right only where that finds more than the letters typed.
   * @param {string} text
   * @param {readonly string[]} ignore
   * @param {import('./places.js').Place | null} place
   * @param {string} lang
   */
  answer(text, ignore, place, lang) {
    const intent = this.reader.read(text, ignore, place);
    if (!intent.typed.length) return { intent, ranked: this.ranking.listReaching(this.byTitle, intent.place) };
    if (!intent.corrected) return { intent, ranked: this.rank(intent, lang) };
    const literal = this.rank(this.reader.readLiterally(intent, ignore), lang).records.length;
    const ranked = this.rank(intent, lang);
    if (literal < ranked.records.length) return { intent, ranked };
    const typed = searchAsTyped(intent);
    return { intent: typed, ranked: this.rank(typed, lang) };
  }

  /**
   * The next call writes over the answer.
   * @param {import('./intent.js').Intent} intent
   * @param {string} lang
   */
  rank(intent, lang) {
    const words = intent.isPlaceOnly ? [] : listQueryWords(intent.words, this.stopWords, this.tables.numbers.words);
    return this.ranking.rank(intent, this.matching.match(words, intent.isLiteral), lang);
  }

  /**
   * @param {number} record
   * @param {Ranked} ranked
   * @param {Moment | null} moment
   * @returns {Hit}
   */
  makeHit(record, { scores, reach, miles }, moment) {
    const distance = miles?.(record) ?? NaN;
    return {
      id: this.forms[record].id,
      score: scores[record],
      near: reach && REACH_NAMES[reach[record]],
      miles: Number.isNaN(distance) ? null : Math.floor(distance + 0.5),
      open: moment && this.facets.getOpen(record, moment),
    };
  }
}

/**
 * The numbers of all records, by title, then by id.
 * @param {Resource[]} forms
 * @param {ReadonlySet<string>} stopWords
 */
function orderByTitle(forms, stopWords) {
  const titles = forms.map((form) => tokens(form.title, stopWords).join(" "));
  return Uint32Array.from(forms.keys()).sort((one, other) => compareTexts(titles[one], titles[other]) || one - other);
}

/**
 * @param {Record<string, readonly string[]>} filters
 * @param {Moment | null} moment
 */
function refuseUnknown(filters, moment) {
  const unknown = Object.keys(filters).filter((name) => !FILTER_NAMES.includes(name));
  if (unknown.length) throw new Error(`found the filter '${unknown[0]}', want one of: ${FILTER_NAMES.join(", ")}`);
  if (filters[OPEN]?.length && !moment)
    throw new Error("found the filter 'open' without a moment, want the moment that is asked about");
}
