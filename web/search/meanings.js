/**
 * Everyday words -> what they mean: tags of the closed lists, and whether somebody is in danger. Twin of
 * directory/search/meanings.py.
 *
 * Each group of lay words in data/vocabulary.yaml is a meaning with many phrases. A query has a meaning as far as one of
 * its phrases stands in it: in any order, in stems, small words aside. In a phrase of several words each stands for those
 * that are `alike`, so that "mom hits" is found by "my uncle whips me". Beside the phrase that fits best counts how many
 * words of the query the group's phrases have at all, as nobody says a thing in the words that somebody else thought of.
 */

import { findLeast, isAtLeast, rarity, roundScore } from "./scoring.js";
import { MATERIALS } from "./suiting.js";

/**
 * @typedef {import('./pack.js').Group} Group
 * @typedef {import('./pack.js').Numbers} Numbers
 *
 * A group of lay words found in a query. `strength`: 0 to 2.7, how much of the query it explains and how surely; `share`:
 * how much of the phrase that fits best stands in the query; `heard`: how many of its words, or of those alike; `said`: how
 * many words the longest phrase of the group has that stands there word for word, 0 if none does.
 * @typedef {{ group: number, strength: number, share: number, heard: number, said: number }} Meaning
 *
 * A phrase in stems. `spellings`: the phrases that have these stems; `tokens`: the stems, or what stands for all words alike;
 * `sum`: what these tell together, 0 before anybody asked.
 * @typedef {{ group: number, words: string[], tokens: string[], spellings: string[], sum: number }} Phrase
 */

/** Finds meanings in a query, once `weighBy` was told what else there is. */
export class Meanings {
  /**
   * @param {Group[]} groups
   * @param {Numbers} numbers
   * @param {(word: string) => string} stem the stem of a word of the phrases, or the word itself
   * @param {readonly string[]} alike words that stand for one another, with blanks between them
   */
  constructor(groups, numbers, stem, alike) {
    this.size = groups.length;
    this.showsMaterials = groups.map(({ kinds = [] }) => kinds.some((kind) => MATERIALS.includes(kind)));
    this.isLanguage = groups.map(({ languages }) => languages !== undefined);
    this.isByReader = groups.map(({ formats = [] }, group) => this.showsMaterials[group] && !formats.length);
    this.numbers = numbers;
    this.stem = stem;
    /** @type {ReadonlySet<string>} */
    this.common = new Set();
    this.classOf = new Map(
      alike.flatMap((words, number) => words.split(" ").map((word) => /** @type {const} */ ([stem(word), `=${number}`]))),
    );
    /** @type {Phrase[]} */
    this.phrases = [];
    groups.forEach((group, number) => {
      for (const { words, spellings } of stemPhrases(group.phrases, stem)) {
        this.phrases.push({ group: number, words, tokens: this.classify(words), spellings, sum: 0 });
      }
    });
    /** What a word or token of the phrases tells, as far as somebody asked. @type {Map<string, number>} */
    this.weights = new Map();
    /** Token -> the places of the phrases that have it. @type {Map<string, number[]>} */
    this.phrasesWith = new Map();
    this.phrases.forEach(({ tokens }, place) => {
      for (const token of tokens) {
        const places = this.phrasesWith.get(token);
        if (places) places.push(place);
        else this.phrasesWith.set(token, [place]);
      }
    });
    this.groupsWith = countGroups(this.phrases);
    /** Word -> what it tells of each group that has it, as far as somebody asked. @type {Map<string, Map<number, number>>} */
    this.toldBy = new Map();
  }

  /**
   * What a word tells of each group that has it: the more, the more of its phrases do.
   * @param {string} word
   */
  tellGroups(word) {
    const known = this.toldBy.get(word);
    if (known || !this.has(word)) return known;
    /** @type {Map<number, number>} */
    const told = new Map();
    for (const token of new Set([word, this.classOf.get(word) ?? word])) {
      for (const place of this.phrasesWith.get(token) ?? []) {
        const { group, words } = this.phrases[place];
        if (words.includes(word)) told.set(group, (told.get(group) ?? 0) + 1);
      }
    }
    const weight = this.weightOf(word) ?? 0;
    for (const [group, count] of told) told.set(group, (weight * count) / (count + this.numbers.often));
    this.toldBy.set(word, told);
    return told;
  }

  /**
   * The tokens of a phrase: a word of several stands for all that are alike, a word alone for itself.
   * @param {string[]} words
   */
  classify(words) {
    const tokens = words.map((word) => this.classOf.get(word) ?? word);
    return words.length > 1 && new Set(tokens).size === words.length ? tokens : words;
  }

  /**
   * Tells it by what all words and tokens are weighed.
   * @param {Iterable<string>} common words that everybody uses for everything, which tell less
   * @param {(word: string) => string} stem the stem of any word, or the word itself
   */
  weighBy(common, stem) {
    this.stem = stem;
    this.common = new Set([...common].map(stem));
  }

  /**
   * What a word or token of the phrases tells.
   * @param {string} token
   * @returns {number | undefined} nothing where no phrase has it
   */
  weightOf(token) {
    const known = this.weights.get(token);
    const groups = this.groupsWith.get(token);
    if (known !== undefined || !groups) return known;
    const weight = this.weigh(token, groups.count);
    this.weights.set(token, weight);
    return weight;
  }

  /** @param {Phrase} phrase @returns {number} what its tokens tell together */
  sumOf(phrase) {
    if (!phrase.sum) for (const token of phrase.tokens) phrase.sum += this.weightOf(token) ?? 0;
    return phrase.sum;
  }

  /**
   * How much a word tells: more the fewer groups have it, less if it is common.
   * @param {string} word
   * @param {number} groupsWith
   */
  weigh(word, groupsWith) {
    return rarity(this.size, groupsWith) * (this.common.has(word) ? this.numbers.common : 1);
  }

  /**
   * Whether some phrase has this word (a stem).
   * @param {string} word
   */
  has(word) {
    return this.groupsWith.has(word);
  }

  /**
   * All meanings of a query, strongest first; of equal ones first those that stand there word for word: "me quiero matar"
   * is not "me quiere matar", though their stems are the same.
   * @param {readonly string[]} words those that say something
   * @returns {Meaning[]}
   */
  find(words) {
    const query = [...new Set(words.map(this.stem))];
    const text = ` ${words.join(" ")} `;
    const asked = this.ask(query);
    const whole = query.reduce((sum, word) => sum + this.tell(word), 0);
    const leastShare = findLeast(this.numbers.share);
    /** @type {Map<number, Meaning>} */
    const best = new Map();
    for (const [place, told] of this.match(asked)) {
      if (told < leastShare * this.sumOf(this.phrases[place])) continue;
      const meaning = this.rate(this.phrases[place], told, whole, asked, text);
      const known = best.get(meaning.group);
      const said = Math.max(meaning.said, known?.said ?? 0);
      best.set(meaning.group, { ...(!known || compareMeanings(meaning, known) < 0 ? meaning : known), said });
    }
    return [...best.values()].sort(compareMeanings);
  }

  /**
   * The few that count, of all meanings that `find` has of these words: those nearly as strong as the strongest, by all they
   * know of the query and by their best phrase too. One that reads a single word otherwise than the first, which has it just
   * so, is none ("refugio" is no "refugiado"); one that only names a language is none beside a need: "a lawyer who speaks
   * Spanish" is no wish for a line to call.
   * @param {readonly Meaning[]} meanings
   * @param {readonly string[]} words
   */
  choose(meanings, words) {
    const byPhrase = new Map(meanings.map(({ group, strength }) => [group, strength]));
    const rate = (/** @type {Meaning} */ { group }) => byPhrase.get(group) ?? 0;
    const wider = this.widen(meanings, words);
    const [first] = wider;
    const strong = wider.filter(
      (meaning) =>
        isAtLeast(meaning.strength, first.strength * this.findBeside(first, meaning)) &&
        isAtLeast(rate(meaning), this.numbers.beside_phrase * rate(first)) &&
        !(meaning.heard === 1 && isMisread({ ...meaning, strength: rate(meaning) }, meanings[0])),
    );
    const needs = strong.filter(({ group }) => !this.isLanguage[group]);
    return (needs.length ? needs : strong).slice(0, this.numbers.meanings);
  }

  /**
   * The meanings that `find` has of these words, strongest first, now that it counts how much of the query stands anywhere in
   * their phrases.
   * @param {readonly Meaning[]} meanings
   * @param {readonly string[]} words
   * @returns {Meaning[]}
   */
  widen(meanings, words) {
    const query = [...new Set(words.map(this.stem))];
    const whole = query.reduce((sum, word) => sum + this.tell(word), 0);
    const toldBy = query.map((word) => this.tellGroups(word));
    const wider = meanings.map((meaning) => {
      const known = toldBy.reduce((sum, told) => sum + (told?.get(meaning.group) ?? 0), 0) / whole;
      return { ...meaning, strength: meaning.strength + this.numbers.loosely * known };
    });
    return wider.sort(compareMeanings);
  }

  /**
   * How strong a meaning must be beside the first: more if it would show materials to somebody who asks for help and names
   * no poster, video or the like.
   * @param {Meaning} first
   * @param {Meaning} other
   */
  findBeside(first, other) {
    const isAside = this.isByReader[other.group] && !this.showsMaterials[first.group];
    return isAside ? this.numbers.kind_from : this.numbers.beside;
  }

  /**
   * The tokens for which the words of a query stand, each with these words.
   * @param {readonly string[]} query
   */
  ask(query) {
    /** @type {Map<string, Set<string>>} */
    const asked = new Map();
    for (const word of query) {
      for (const token of new Set([word, this.classOf.get(word) ?? word])) {
        const words = asked.get(token);
        if (words) words.add(word);
        else asked.set(token, new Set([word]));
      }
    }
    return asked;
  }

  /**
   * Phrases that share words with a query, in their order, and how much these tell: a word less where only one alike is there.
   * @param {ReadonlyMap<string, ReadonlySet<string>>} asked from `ask`
   */
  match(asked) {
    /** @type {Map<number, number>} */
    const matched = new Map();
    for (const [token, words] of asked) {
      const weight = this.weightOf(token) ?? 0;
      for (const place of this.phrasesWith.get(token) ?? []) {
        const { words: own, tokens } = this.phrases[place];
        const told = words.has(own[tokens.indexOf(token)]) ? weight : weight * this.numbers.alike;
        matched.set(place, (matched.get(place) ?? 0) + told);
      }
    }
    return [...matched].sort(([one], [other]) => one - other);
  }

  /**
   * How much a word of a query tells, by itself or for those alike.
   * @param {string} word
   */
  tell(word) {
    const weights = [word, this.classOf.get(word) ?? ""].flatMap((token) => this.weightOf(token) ?? []);
    return weights.length ? Math.max(...weights) : this.weigh(word, 0);
  }

  /**
   * @param {Phrase} phrase
   * @param {number} told what its words in the query tell
   * @param {number} whole what all words of the query tell
   * @param {ReadonlyMap<string, unknown>} asked from `ask`
   * @param {string} text the words of the query with a blank around each
   * @returns {Meaning}
   */
  rate({ group, sum, spellings, tokens }, told, whole, asked, text) {
    const share = told / sum;
    const explained = told / whole;
    const strength = share * Math.sqrt(explained) + this.numbers.explained * share * explained;
    const heard = tokens.filter((token) => asked.has(token)).length;
    const isSaid = spellings.some((spelling) => text.includes(` ${spelling} `));
    return { group, share, strength, heard, said: isSaid ? tokens.length : 0 };
  }
}

/**
 * @param {Meaning} one
 * @param {Meaning} other
 */
function compareMeanings(one, other) {
  const byStrength = roundScore(other.strength) - roundScore(one.strength);
  return byStrength || other.said - one.said || one.group - other.group;
}

/**
 * Whether it is another reading of the words of the first, which stand there just so: as "me quiero matar" is not "me quiere
 * matar".
 * @param {Meaning} meaning
 * @param {Meaning} first
 */
export function isMisread(meaning, first) {
  return first.said > 0 && !meaning.said && isAtLeast(meaning.strength, first.strength);
}

/**
 * By how many groups each word and token is used.
 * @param {readonly Pick<Phrase, 'group' | 'words' | 'tokens'>[]} phrases group by group
 */
function countGroups(phrases) {
  /** @type {Map<string, { last: number, count: number }>} */
  const groupsWith = new Map();
  for (const { group, words, tokens } of phrases) {
    for (const list of tokens === words ? [words] : [words, tokens]) {
      for (const token of list) {
        const known = groupsWith.get(token);
        if (!known) groupsWith.set(token, { last: group, count: 1 });
        else if (known.last !== group) {
          known.last = group;
          known.count++;
        }
      }
    }
  }
  return groupsWith;
}

/**
 * The stems of each phrase, each once, with the phrases that have these stems.
 * @param {string} phrases
 * @param {(word: string) => string} stem
 * @returns {Iterable<{ words: string[], spellings: string[] }>}
 */
function stemPhrases(phrases, stem) {
  const stemmed = new Map();
  for (const phrase of phrases.split("|")) {
    const typed = phrase.split(" ");
    const words = typed.length > 1 ? [...new Set(typed.map(stem))] : [stem(phrase)];
    const key = words.join(" ");
    const known = stemmed.get(key);
    if (known) known.spellings.push(phrase);
    else stemmed.set(key, { words, spellings: [phrase] });
  }
  return stemmed.values();
}

/**
 * Every word of everyday speech.
 * @param {readonly Group[]} groups
 * @param {readonly string[]} alike
 * @param {ReadonlySet<string>} smallWords
 */
export function listSpoken(groups, alike, smallWords) {
  const phrases = groups.flatMap((group) => group.phrases.split("|"));
  return new Set([...smallWords, ...[...phrases, ...alike].flatMap((words) => words.split(" "))]);
}
