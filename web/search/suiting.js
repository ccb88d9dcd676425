/**
 * Whom a record is for, and what kind it is: factors of its score beside what it says. Twin of directory/search/suiting.py.
 */

/**
 * @typedef {import('./pack.js').Resource} Resource
 *
 * What records have in common; there are few. `groups`: the audiences a record is there for, none if for everybody;
 * `isLocal`: it serves some counties or nations; `isForNeed`: a material that helps whoever reads it.
 * @typedef {{ kind: string, servesInSpanish: boolean, isLocal: boolean, isForNeed: boolean, groups: string[] }} Profile
 *
 * What a query asks for. `isAnywhere`: help is wanted and no place is known.
 * @typedef {{ kinds: ReadonlySet<string>, audiences: ReadonlySet<string>, lang: string, isAnywhere: boolean }} Asked
 */

import { Cache } from "./cache.js";

/** Factors kept in memory, 8 bytes each. */
const FACTORS_KEPT = 100_000;

export const MATERIALS = ["video", "print"];

/** Audiences that leave nobody out. Who names another one first is there for that group. */
const EVERYBODY = ["survivors", "public", "families", "workers", "women", "men", "professionals"];

/** A material for one of these is help in itself, not only something to hand out. */
const IN_NEED = ["survivors", "workers"];

const EVERYWHERE = ["statewide", "national"];

/** The profiles of all records. `profileOf`: record -> number of its profile. */
export class Suiting {
  /**
   * @param {Resource[]} forms
   * @param {import('./pack.js').Numbers} numbers
   */
  constructor(forms, numbers) {
    this.numbers = numbers;
    /** @type {Cache<Float64Array>} */
    this.rated = new Cache(FACTORS_KEPT, (factors) => factors.length);
    /** @type {Profile[]} */
    this.profiles = [];
    /** @type {Map<string, number>} */
    const numberOf = new Map();
    this.profileOf = Uint32Array.from(forms, (form) => {
      const profile = describe(form);
      const key = JSON.stringify(profile);
      const known = numberOf.get(key);
      if (known !== undefined) return known;
      numberOf.set(key, this.profiles.length);
      return this.profiles.push(profile) - 1;
    });
  }

  /**
   * For every profile its factor; kept, as most queries ask for nothing or for the same.
   * @param {Asked} asked
   */
  rate(asked) {
    const { kinds, audiences, lang, isAnywhere } = asked;
    const key = [[...kinds].sort(), [...audiences].sort(), lang, isAnywhere].join("|");
    return this.rated.get(key, () => Float64Array.from(this.profiles, (profile) => this.rateProfile(profile, asked)));
  }

  /**
   * The factor of a record for serving in the reader's language.
   * @param {number} record
   * @param {string} lang
   */
  rateLanguage(record, lang) {
    return this.rateProfileLanguage(this.profiles[this.profileOf[record]], lang);
  }

  /**
   * @param {Profile} profile
   * @param {Asked} asked
   */
  rateProfile(profile, { kinds, audiences, lang, isAnywhere }) {
    const { numbers } = this;
    let factor = this.rateKind(profile.kind, kinds) * this.rateProfileLanguage(profile, lang);
    if (profile.groups.length && !profile.groups.some((group) => audiences.has(group))) factor *= numbers.other_group;
    if (profile.isLocal && isAnywhere && !kinds.size) factor *= numbers.elsewhere;
    if (profile.isForNeed && !kinds.size) factor *= numbers.for_need;
    return factor;
  }

  /**
   * @param {Profile} profile
   * @param {string} lang
   */
  rateProfileLanguage({ servesInSpanish }, lang) {
    return lang === "es" && servesInSpanish ? this.numbers.spanish : 1;
  }

  /**
   * Who asks for posters gets posters; who does not, gets people first.
   * @param {string} kind
   * @param {ReadonlySet<string>} kinds those asked for
   */
  rateKind(kind, kinds) {
    if (kinds.has(kind)) return 1;
    if (kind === "organization") return kinds.size ? this.numbers.not_wanted : 1;
    return MATERIALS.some((material) => kinds.has(material)) ? 1 : this.numbers.material;
  }
}

/**
 * @param {Resource} form
 * @returns {Profile}
 */
function describe({ kind, languages, reach, audiences = [] }) {
  const isForGroups = audiences.length > 0 && !EVERYBODY.includes(audiences[0]);
  return {
    kind,
    servesInSpanish: languages?.includes("es") ?? false,
    isLocal: !EVERYWHERE.includes(reach.scope),
    isForNeed: MATERIALS.includes(kind) && IN_NEED.some((audience) => audiences.includes(audience)),
    groups: isForGroups ? audiences.filter((audience) => !EVERYBODY.includes(audience)).sort() : [],
  };
}
