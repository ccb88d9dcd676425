/**
 * What people, not programs, decide about the order of results: the part of data/site.yaml that the search reads.
 * Twin of directory/search/lines.py.
 */

import { isAtLeast } from "./scoring.js";
import { MATERIALS } from "./suiting.js";
import { Urgency } from "./urgency.js";

/**
 * @typedef {import('./intent.js').Intent} Intent
 * @typedef {import('./meanings.js').Meaning} Meaning
 * @typedef {import('./pack.js').Group} Group
 * @typedef {import('./pack.js').When} When
 */

/** Kinds of urgency an answer speaks of. */
const MOST_KINDS = 2;

/** The kind whose lines help with whatever is wrong between people. */
const DANGER = "danger";

/** Fewer words are no sentence. */
const LEAST_OF_A_SENTENCE = 3;

/** Whoever asks for a line begins as one who wants to learn. */
const LINES_WANTED = /^(number|hotline|helpline|report|numero|linea|telefono|denunciar)$/;

/** Kinds of number that everybody can use at once. */
const CALLED = ["voice", "text"];

/** @type {['audiences', 'topics', 'services']} */
const TAG_LISTS = ["audiences", "topics", "services"];

/** The lines that lead, and the records that are held back. */
export class Lines {
  /**
   * @param {import('./pack.js').LineTables} tables
   * @param {readonly Group[]} groups
   * @param {readonly import('./pack.js').Resource[]} forms of all records
   * @param {import('./pack.js').Numbers} numbers
   * @param {ReadonlySet<string>} people words that speak of a person
   * @param {ReadonlySet<string>} smallWords words that say little
   */
  constructor(tables, groups, forms, numbers, people, smallWords) {
    this.tables = tables;
    this.groups = groups;
    this.recordOf = new Map(forms.map((form, record) => [form.id, record]));
    this.answering = new Set(forms.flatMap((form, record) => (listAnswering(form).length ? record : [])));
    this.numbers = numbers;
    this.urgency = new Urgency(groups, numbers, people, smallWords);
    /** The lines of the home page. */
    this.pinned = new Set(this.listRecords(tables.pinned ?? []));
  }

  /** @param {readonly string[]} ids */
  listRecords(ids) {
    return [...new Set(ids.flatMap((id) => this.recordOf.get(id) ?? []))];
  }

  /**
   * The lines that answer now, in the order of site.yaml, for the urgency that was meant. A line none of whose numbers is
   * confirmed any more is none of them, whatever site.yaml says; nor is one `held` back.
   * @param {Intent} intent
   * @param {string} lang
   * @param {ReadonlySet<number>} held
   */
  listUrgent(intent, lang, held) {
    return this.listLines(this.listUrgentKinds(intent), intent, lang, held);
  }

  /**
   * The lines against danger and what they count, for a sentence about a person that is hardly understood, or only as a wish
   * for materials; none for any other. "im in his truck and dont know where were going" is no search for posters.
   * @param {Intent} intent
   * @param {string} lang
   * @param {ReadonlySet<number>} held
   * @returns {[number, number][]}
   */
  weighPlea(intent, lang, held) {
    const { meanings, touched, typed } = intent;
    const isTakenBack = touched.length > 0 && !meanings.length;
    if (typed.length < LEAST_OF_A_SENTENCE || isTakenBack || !this.urgency.speaksOfPeople(typed)) return [];
    const least = touched.length && this.numbers.beside_phrase * touched[0].strength;
    if (touched.some((meaning) => this.asksForMaterial(meaning) && isAtLeast(meaning.strength, least))) return [];
    const { plea_from: enough, plea_material: forMaterial, plea_later: later } = this.numbers;
    const weight = meanings.length ? 1 - meanings[0].strength / enough : 1;
    const kinds = meanings.flatMap(({ group }) => this.groups[group].kinds ?? []);
    const isForMaterial = kinds.some((kind) => MATERIALS.includes(kind));
    const counts = isForMaterial ? Math.max(weight, forMaterial) : weight;
    if (counts <= 0) return [];
    const lines = this.listLines([DANGER], intent, lang, held);
    return lines.map((record, place) => [record, counts / (1 + later * place)]);
  }

  /**
   * @param {readonly string[]} kinds of urgency
   * @param {Intent} intent
   * @param {string} lang
   * @param {ReadonlySet<number>} held
   */
  listLines(kinds, intent, lang, held) {
    const { urgent = {}, native_first: native, spanish_confirmed: confirmed = [] } = this.tables;
    const ids = kinds.flatMap((kind) => urgent[kind] ?? []);
    if (kinds.length && native?.kinds?.includes(kinds[0]) && this.isNative(intent, native.when ?? {})) {
      ids.unshift(...(native.lines ?? []));
    }
    if (lang === "es") ids.sort((one, other) => Number(confirmed.includes(other)) - Number(confirmed.includes(one)));
    return this.listRecords(ids).filter((record) => this.answering.has(record) && !held.has(record));
  }

  /**
   * Whether a query asks about the matter and not for somebody or a line, as in "how do pimps recruit".
   * @param {Intent} intent
   */
  asksToLearn({ typed, place }) {
    const text = [...typed, ""].join(" ");
    const isQuestion = (this.tables.questions ?? []).some((question) => text.startsWith(`${question} `));
    return isQuestion && !place && !typed.some((word) => LINES_WANTED.test(word)) && !this.urgency.speaksOfPeople(typed);
  }

  /**
   * The kinds of urgency a query speaks of, most likely first; none for whoever asks for a poster about it.
   * @param {Intent} intent
   */
  listUrgentKinds(intent) {
    const { meanings } = intent;
    if (!meanings.length || meanings.some((meaning) => this.asksForMaterial(meaning))) return [];
    const kinds = this.urgency.listGroups(intent).flatMap(({ urgent = [] }) => urgent);
    return [...new Set(kinds)].slice(0, MOST_KINDS);
  }

  /**
   * Whether it names a form, as in "poster"; who names only a place, as in "gas station", may be in it.
   * @param {Meaning} meaning
   */
  asksForMaterial({ group }) {
    const { formats = [], kinds = [] } = this.groups[group];
    return formats.length > 0 && kinds.some((kind) => MATERIALS.includes(kind));
  }

  /**
   * Records that come after all others: an enforcement line before someone who may fear deportation.
   * @param {Intent} intent
   * @param {readonly string[]} langs the reader's language, and one that was asked for
   */
  findHeldBack(intent, langs) {
    const rows = (this.tables.hold_back ?? []).filter(
      ({ when }) => when.languages?.some((lang) => langs.includes(lang)) || this.touches(intent, when),
    );
    return new Set(this.listRecords(rows.map(({ id }) => id)));
  }

  /**
   * The services of those of whom one near the place must be shown, a list for each row of site.yaml that what was meant
   * touches; none for whoever asks for materials.
   * @param {Intent} intent
   */
  listLocalHelp({ meanings }) {
    const groups = meanings.map(({ group }) => this.groups[group]);
    if (groups.some(({ kinds = [] }) => kinds.some((kind) => MATERIALS.includes(kind)))) return [];
    const rows = (this.tables.local_help ?? []).filter(({ when }) => groups.some((group) => hasTag(group, when)));
    return rows.map(({ services }) => services);
  }

  /**
   * @param {Intent} intent
   * @param {When} when
   */
  isNative(intent, when) {
    // A county is no nation, though a nation's land may lie in it.
    const isThere = intent.place && intent.place.nations.length > 0 && intent.place.kind !== "county";
    return isThere || this.touches(intent, when);
  }

  /**
   * Whether some meaning, however weak beside others, has one of the tags.
   * @param {Intent} intent
   * @param {When} when
   */
  touches({ touched }, when) {
    return touched.some(({ group }) => hasTag(this.groups[group], when));
  }
}

/** @param {Group} group @param {When} when */
function hasTag(group, when) {
  return TAG_LISTS.some((name) => when[name]?.some((tag) => group[name]?.includes(tag)));
}

/**
 * The confirmed numbers of a record to call and to text.
 * @param {{ phones?: import('./pack.js').Phone[], [field: string]: any }} form
 */
export function listAnswering({ phones = [] }) {
  return phones.filter(({ kind, confirmed }) => confirmed && CALLED.includes(kind));
}
