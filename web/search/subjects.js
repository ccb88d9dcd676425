/**
 * What may be suggested, and every name it is known by. Twin of directory/search/subjects.py.
 */

import { foldApostrophes, splitWords } from "./text.js";

/**
 * @typedef {import('./pack.js').Resource} Resource
 * @typedef {import('./places.js').Place} Place
 * @typedef {'place' | 'service' | 'topic' | 'organization' | 'video' | 'print'} Kind
 *
 * What a name means. `size`: how much there is of it, to set the greater before the smaller.
 * @typedef {{ kind: Kind, id: string, size: number, place: Place | null }} Subject
 *
 * @typedef {{ words: string[], subject: number, source: number }} Name
 */

/**
 * In the order of groups that fit alike.
 * @type {Kind[]}
 */
export const KINDS = ["service", "topic", "place", "organization", "video", "print"];

/** @type {['service' | 'topic', 'services' | 'topics'][]} */
const NEEDS = [
  ["service", "services"],
  ["topic", "topics"],
];

/** How a name is known: as it is shown, by another name, by a lay phrase. */
export const [OWN, OTHER, LAY] = [0, 1, 2];

/** `subjects`, and the `names` they are known by, each with the number of its subject. */
export class Subjects {
  /**
   * @param {Resource[]} forms
   * @param {import('./pack.js').Vocabulary} vocabulary
   * @param {import('./pack.js').Tables} tables
   * @param {import('./places.js').Gazetteer} places
   */
  constructor(forms, vocabulary, { groups, lines }, places) {
    /** @type {Subject[]} */
    this.subjects = [];
    /** @type {Name[]} */
    this.names = [];
    this.addNeeds(forms, vocabulary, groups);
    this.addPlaces(places);
    const heldBack = new Set((lines.hold_back ?? []).map(({ id }) => id));
    for (const form of forms) if (!heldBack.has(form.id)) this.addRecord(form);
  }

  /**
   * A subject with its names, each with how it is known by it.
   * @param {Subject} subject
   * @param {[string, number][]} names
   */
  add(subject, names) {
    const number = this.subjects.push(subject) - 1;
    for (const [text, source] of names) {
      const words = splitWords(foldApostrophes(text));
      if (words.length) this.names.push({ words: [...words], subject: number, source });
    }
  }

  /**
   * The services and topics that some record has, by their labels, their other words, and the phrases that mean them.
   *
   * Of all that a phrase means, the rarest says most: a hotline is nearly always meant too.
   * @param {Resource[]} forms
   * @param {import('./pack.js').Vocabulary} vocabulary
   * @param {import('./pack.js').Group[]} groups
   */
  addNeeds(forms, vocabulary, groups) {
    for (const [kind, list] of NEEDS) {
      const sizes = countTags(forms.flatMap((form) => form[list] ?? []));
      const meant = groups.map((group) => findRarest(group[list] ?? [], sizes));
      for (const [tag, { words = {}, ...labels }] of Object.entries(vocabulary[list] ?? {})) {
        const size = sizes.get(tag);
        if (!size) continue;
        const phrases = groups.flatMap((group, number) => (meant[number] === tag ? group.phrases.split("|") : []));
        const names = [
          ...know(Object.values(labels), OWN),
          ...know(Object.values(words).flat(), OTHER),
          ...know(phrases, LAY),
        ];
        this.add({ kind, id: tag, size, place: null }, names);
      }
    }
  }

  /**
   * Every place by all its names; towns with more ZIPs are greater.
   * @param {import('./places.js').Gazetteer} places
   */
  addPlaces(places) {
    /** @type {Map<string, { place: Place, keys: string[] }>} */
    const byPlace = new Map();
    /** @type {Map<string, number>} */
    const zips = new Map();
    for (const [key, place] of places.listNames()) {
      const name = `${place.kind} ${place.id}`;
      const known = byPlace.get(name) ?? { place, keys: [] };
      known.keys.push(key);
      byPlace.set(name, known);
      if (place.kind !== "zip") continue;
      const town = place.name.replace(place.id, "").trim();
      zips.set(town, (zips.get(town) ?? 0) + 1);
    }
    for (const { place, keys } of byPlace.values()) {
      const own = splitWords(place.name).join(" ");
      const size = place.kind === "town" ? (zips.get(place.name) ?? 0) : 0;
      this.add(
        { kind: "place", id: place.id, size, place },
        keys.map((key) => [key, key === own ? OWN : OTHER]),
      );
    }
  }

  /**
   * A record by its titles and its other names.
   * @param {Resource} form
   */
  addRecord({ id, kind, title, translations = {}, alternate_names = [] }) {
    const titles = [title, ...Object.values(translations).map((row) => row.title)];
    const subject = { kind: /** @type {Kind} */ (kind), id, size: 0, place: null };
    this.add(subject, [...know(titles, OWN), ...know(alternate_names, OTHER)]);
  }
}

/**
 * @param {string[]} texts
 * @param {number} source
 * @returns {[string, number][]}
 */
function know(texts, source) {
  return texts.map((text) => [text, source]);
}

/**
 * @param {string[]} tags
 * @returns {Map<string, number>} how often each stands there
 */
function countTags(tags) {
  /** @type {Map<string, number>} */
  const sizes = new Map();
  for (const tag of tags) sizes.set(tag, (sizes.get(tag) ?? 0) + 1);
  return sizes;
}

/**
 * The tag that fewest records have, though some; the first of several.
 * @param {string[]} tags
 * @param {ReadonlyMap<string, number>} sizes
 */
function findRarest(tags, sizes) {
  const [rarest] = tags
    .filter((tag) => sizes.has(tag))
    .sort((one, other) => (sizes.get(one) ?? 0) - (sizes.get(other) ?? 0));
  return rarest;
}
