/**
 * Letters typed so far -> services, places and records they may become. Twin of directory/search/suggest.py, which has the rules.
 */

import { readTyped } from "./intent.js";
import { compareTexts, foldApostrophes, splitWords } from "./text.js";
import { Words } from "./words.js";

/**
 * @typedef {import('./pack.js').Resource} Resource
 * @typedef {import('./places.js').Place} Place
 * @typedef {import('./places.js').Gazetteer} Gazetteer
 * @typedef {'place' | 'service' | 'topic' | 'organization' | 'video' | 'print'} Kind
 *
 * `id`: a tag, the id of a place or of a record; `rest`: the words typed before it, which stay; `place`: the place itself.
 * @typedef {{ kind: Kind, id: string, rest: string, place: Place | null }} Suggestion
 *
 * What a name means. `size`: how much there is of it, to set the greater before the smaller.
 * @typedef {{ kind: Kind, id: string, size: number, place: Place | null }} Subject
 *
 * @typedef {{ words: string[], subject: number, source: number }} Name
 *
 * The smaller, the better: 0 for a place that a word such as "near" leads to; words left out before it, slips, source, whether it starts so; then size, letters to come, and to
 * make the order certain kind, words and id.
 * @typedef {[number, number, number, number, number, number, number, number, string, string]} Fit
 *
 * @typedef {{ fit: Fit, subject: Subject }} Fitting
 */

/**
 * In the order of groups that fit alike.
 * @type {Kind[]}
 */
const KINDS = ["service", "topic", "place", "organization", "video", "print"];

/**
 * Kinds shown together; together they take no more than their share of the list.
 * @type {Record<string, string>}
 */
export const GROUP_OF = { service: "need", topic: "need", video: "material", print: "material" };
const LEAST_SHARE = 3;

/** @type {['service' | 'topic', 'services' | 'topics'][]} */
const NEEDS = [
  ["service", "services"],
  ["topic", "topics"],
];

/**
 * What is suggested for the end of a text, and so leaves the words before it as they are.
 * @type {Kind[]}
 */
const AFTER_WORDS = ["place"];
/** @type {Kind[]} */
const AFTER_A_PLACE = ["service", "topic"];

const FEWEST_LETTERS = 2;
/** An end of a text, a lay phrase and a slip are guessed from a little more. */
const FEWEST_LETTERS_OF_AN_END = 3;
const FEWEST_LETTERS_OF_A_SLIP = 4;
const MOST_WORDS_OF_AN_END = 3;

/** After these the beginning of a place is most likely one: "shelter in mis". */
const POINTING = new Set(["in", "near", "around", "en", "cerca"]);

const LETTERS = [..."abcdefghijklmnopqrstuvwxyz0123456789"];
const BY_BLANKS = /[^ \t\r\n]+/g;

/** How a name is known: as it is shown, by another name, by a lay phrase. */
const [OWN, OTHER, LAY] = [0, 1, 2];

/** @type {ReadonlySet<number>} */
const NOTHING = new Set();

/** All names, found by the beginnings of their words. */
export class Suggester {
  /**
   * @param {Resource[]} forms
   * @param {import('./pack.js').Vocabulary} vocabulary
   * @param {import('./pack.js').Tables} tables
   * @param {Gazetteer} places
   * @param {ReadonlySet<string>} stopWords
   */
  constructor(forms, vocabulary, { groups, lines }, places, stopWords) {
    this.stopWords = stopWords;
    this.places = places;
    /** @type {Subject[]} */
    this.subjects = [];
    /** @type {Name[]} */
    this.names = [];
    this.addNeeds(forms, vocabulary, groups);
    this.addPlaces();
    const heldBack = new Set((lines.hold_back ?? []).map(({ id }) => id));
    for (const form of forms) if (!heldBack.has(form.id)) this.addRecord(form);
    this.byWord = indexByWord(this.names);
    this.words = new Words(this.byWord.keys());
  }

  /**
   * At most so many, best first, those of one group together.
   * @param {string} text
   * @param {number} limit
   * @returns {Suggestion[]}
   */
  suggest(text, limit) {
    const typed = readTyped(text);
    if (!typed.length || typed[typed.length - 1].length < FEWEST_LETTERS) return [];
    /** @type {Map<number, Fit>} */
    const fits = new Map();
    for (const start of this.listStarts(typed)) {
      const before = typed.slice(0, start);
      const asked = { leftOut: start, isLedTo: pointsToAPlace(before), kinds: this.listKinds(before) };
      this.match(typed.slice(start), asked, fits);
    }
    if (![...fits.keys()].some((number) => this.subjects[number].place)) this.matchMistypedPlace(typed, fits);
    const fitting = [...fits].map(([number, fit]) => ({ fit, subject: this.subjects[number] }));
    const best = takeBest(
      fitting.sort((one, other) => compareFits(one.fit, other.fit)),
      limit,
    );
    return best.map(({ fit, subject: { kind, id, place } }) => {
      return { kind, id, rest: this.cutRest(text, typed.length - fit[1], typed.length), place };
    });
  }

  /**
   * Where the words may start that a name is looked for in: with the first, or with one of the last few.
   * @param {string[]} typed
   */
  listStarts(typed) {
    const starts = [0];
    for (let start = Math.max(1, typed.length - MOST_WORDS_OF_AN_END); start < typed.length; start++) {
      const isLedTo = start === typed.length - 1 && this.places.before.has(typed[start - 1]);
      const isEnough = countLetters(typed.slice(start)) >= FEWEST_LETTERS_OF_AN_END;
      if (isEnough && (isLedTo || !this.stopWords.has(typed[start]))) starts.push(start);
    }
    return starts;
  }

  /**
   * What may follow some words: a place follows anything, a need only a place, or it would end a sentence with a label.
   * @param {string[]} before
   */
  listKinds(before) {
    const telling = before.filter((word) => !this.places.before.has(word)).join(" ");
    if (!before.length) return KINDS;
    return this.places.names.has(telling) ? AFTER_A_PLACE : AFTER_WORDS;
  }

  /**
   * Notes how the subjects fit that have a name which has all words typed, or begins of them.
   * @param {string[]} typed
   * @param {{ leftOut: number, isLedTo: boolean, kinds: Kind[] }} asked
   * @param {Map<number, Fit>} fits the best so far
   */
  match(typed, { leftOut, isLedTo, kinds }, fits) {
    const last = typed.length - 1;
    const telling = typed.filter((word, place) => place === last || !this.stopWords.has(word));
    /** @type {ReadonlySet<number> | null} */
    let found = null;
    let slips = 0;
    for (const word of telling) {
      let having = this.findHaving([word]);
      if (!having.size && word.length >= FEWEST_LETTERS_OF_A_SLIP) {
        having = this.findHaving(listNear(word));
        slips += 1;
      }
      found = new Set([...(found ?? having)].filter((name) => having.has(name)));
      if (!found.size) return;
    }
    const letters = countLetters(telling);
    for (const number of found ?? NOTHING) {
      const name = this.names[number];
      if (!kinds.includes(this.subjects[name.subject].kind)) continue;
      const fit = this.rate(name, telling, leftOut, slips, isLedTo);
      // At least half of a lay phrase, or a word would mean all that it is ever part of.
      if (name.source === LAY && letters < Math.max(FEWEST_LETTERS_OF_AN_END, fit[6])) continue;
      keepBetter(fits, name.subject, fit);
    }
  }

  /**
   * Notes the places of a name that nothing typed begins: "misula", "kallispell".
   * @param {string[]} typed
   * @param {Map<number, Fit>} fits
   */
  matchMistypedPlace(typed, fits) {
    const near = new Set(this.places.slips.listNear(typed.join(" ")));
    if (!near.size) return;
    for (const name of this.names) {
      const isNear = this.subjects[name.subject].place && near.has(name.words.join(" "));
      if (isNear) keepBetter(fits, name.subject, this.rate(name, typed, 0, 1, false));
    }
  }

  /**
   * @param {Name} name
   * @param {string[]} typed
   * @param {number} leftOut
   * @param {number} slips
   * @param {boolean} isLedTo
   * @returns {Fit}
   */
  rate({ words, subject: number, source }, typed, leftOut, slips, isLedTo) {
    const subject = this.subjects[number];
    const isAside = Number(!(isLedTo && subject.place));
    const startsElse = Number(!words[0].startsWith(typed[0]));
    const toCome = countLetters(words) - countLetters(typed);
    const order = /** @type {const} */ ([KINDS.indexOf(subject.kind), words.join(" "), nameForSure(subject)]);
    return [isAside, leftOut, slips, source, startsElse, -subject.size, toCome, ...order];
  }

  /**
   * The numbers of names that have a word which begins with one of these.
   * @param {Iterable<string>} starts
   * @returns {ReadonlySet<number>}
   */
  findHaving(starts) {
    const having = new Set();
    for (const start of starts) {
      for (const word of this.words.beginWith(start)) {
        for (const name of this.byWord.get(word) ?? []) having.add(name);
      }
    }
    return having;
  }

  /**
   * What stands in a text before the last `taken` of its words, without words that only lead to a place.
   * @param {string} text
   * @param {number} taken
   * @param {number} count
   */
  cutRest(text, taken, count) {
    if (taken === count) return "";
    const parts = text.match(BY_BLANKS) ?? [];
    const read = (/** @type {string} */ part) => splitWords(foldApostrophes(part));
    while (parts.length && taken > 0) taken -= read(parts.pop() ?? "").length;
    const leads = (/** @type {string} */ word) => this.places.before.has(word) || this.stopWords.has(word);
    while (parts.length && read(parts[parts.length - 1]).every(leads)) parts.pop();
    return parts.join(" ");
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
   */
  addPlaces() {
    /** @type {Map<string, { place: Place, keys: string[] }>} */
    const byPlace = new Map();
    /** @type {Map<string, number>} */
    const zips = new Map();
    for (const [key, place] of this.places.listNames()) {
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

/**
 * @param {Name[]} names
 * @returns {Map<string, number[]>}
 */
function indexByWord(names) {
  /** @type {Map<string, number[]>} */
  const byWord = new Map();
  names.forEach(({ words }, number) => {
    for (const word of new Set(words)) {
      const numbers = byWord.get(word);
      if (numbers) numbers.push(number);
      else byWord.set(word, [number]);
    }
  });
  return byWord;
}

/** @param {string[]} words */
function countLetters(words) {
  return words.reduce((sum, word) => sum + word.length, 0);
}

/**
 * Differs for any two subjects of one kind: a town and a county may share their id.
 * @param {Subject} subject
 */
function nameForSure({ id, place }) {
  return place ? `${id} ${place.kind}` : id;
}

/**
 * @param {Map<number, Fit>} fits
 * @param {number} subject
 * @param {Fit} fit
 */
function keepBetter(fits, subject, fit) {
  const best = fits.get(subject);
  if (!best || compareFits(fit, best) < 0) fits.set(subject, fit);
}

/**
 * @param {Fit} one
 * @param {Fit} other
 */
function compareFits(one, other) {
  const place = one.findIndex((value, number) => value !== other[number]);
  if (place < 0) return 0;
  const [left, right] = [one[place], other[place]];
  if (typeof left === "number" && typeof right === "number") return left - right;
  return compareTexts(String(left), String(right));
}

/**
 * Whether words end with one that a place follows, as in "shelter near" or "ayuda cerca de".
 * @param {string[]} before
 */
function pointsToAPlace(before) {
  return POINTING.has(before.filter((word) => word !== "de").pop() ?? "");
}

/**
 * Everything one letter added, dropped, changed or swapped with its neighbour away.
 * @param {string} word
 */
function* listNear(word) {
  for (let place = 0; place < word.length; place++) {
    const [front, back] = [word.slice(0, place), word.slice(place)];
    yield front + back.slice(1);
    yield front + back.slice(1, 2) + back.slice(0, 1) + back.slice(2);
    for (const letter of LETTERS) {
      yield front + letter + back.slice(1);
      yield front + letter + back;
    }
  }
}

/**
 * The first of each group, no group more than its share; groups in the order of their best.
 * @param {Fitting[]} fitting best first
 * @param {number} limit
 * @returns {Fitting[]}
 */
function takeBest(fitting, limit) {
  const share = Math.max(LEAST_SHARE, Math.floor(limit / 2));
  /** @type {Map<string, Fitting[]>} */
  const groups = new Map(
    [...fitting].sort(compareStarts).map(({ subject: { kind } }) => [GROUP_OF[kind] ?? kind, []]),
  );
  let taken = 0;
  for (const row of fitting) {
    const group = groups.get(GROUP_OF[row.subject.kind] ?? row.subject.kind) ?? [];
    if (group.length >= share || taken >= limit) continue;
    group.push(row);
    taken += 1;
  }
  return [...groups.values()].flat();
}

/**
 * How two fit without regard to size and where they start; those that fit alike by kind.
 * @param {Fitting} one
 * @param {Fitting} other
 */
function compareStarts(one, other) {
  const place = [0, 1, 2, 3].find((number) => one.fit[number] !== other.fit[number]) ?? 7;
  return Number(one.fit[place]) - Number(other.fit[place]);
}
