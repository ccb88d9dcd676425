/**
 * Everyday words -> what they mean: tags of the closed lists, and whether somebody is in danger. Twin of
 * directory/search/meanings.py.
 *
 * Each group of lay words in data/vocabulary.yaml is a meaning with many phrases. A query has a meaning as far as one of
 * its phrases stands in it: in any order, in stems, small words aside.
 */

import { findLeast, isAtLeast, rarity, roundScore } from "./scoring.js";

/**
 * @typedef {import('./pack.js').Group} Group
 * @typedef {import('./pack.js').Numbers} Numbers
 *
 * A group of lay words found in a query. `strength`: 0 to 1.5, how much of the query it explains and how surely; `share`:
 * how much of the phrase that fits best stands in the query; `isExact`: with its very words.
 * @typedef {{ group: number, strength: number, share: number, isExact: boolean }} Meaning
 *
 * A phrase in stems. `spellings`: the words of the phrases that have these stems; `sum`: what the stems tell together.
 * @typedef {{ group: number, words: string[], spellings: string[][], sum: number }} Phrase
 */

/** Finds meanings in a query. */
export class Meanings {
  /**
   * @param {Group[]} groups
   * @param {Numbers} numbers
   * @param {Iterable<string>} common words that everybody uses for everything, which tell less
   * @param {(word: string) => string} stem the stem of a word, or the word itself
   */
  constructor(groups, numbers, common, stem) {
    this.size = groups.length;
    this.numbers = numbers;
    this.common = new Set([...common].map(stem));
    this.stem = stem;
    const phrases = groups.map((group) => stemPhrases(group.phrases, stem));
    this.weights = this.weighAll(phrases);
    /** @type {Phrase[]} */
    this.phrases = phrases.flatMap((lists, group) =>
      lists.map(([words, spellings]) => ({ group, words, spellings, sum: this.sum(words) })),
    );
    /** @type {Map<string, number[]>} */
    this.phrasesWith = new Map([...this.weights.keys()].map((word) => [word, []]));
    this.phrases.forEach(({ words }, place) => {
      for (const word of words) this.phrasesWith.get(word)?.push(place);
    });
  }

  /** @param {Stemmed[][]} phrases of each group */
  weighAll(phrases) {
    /** @type {Map<string, number>} */
    const groupsWith = new Map();
    for (const lists of phrases) {
      for (const word of new Set(lists.flatMap(([words]) => words))) groupsWith.set(word, (groupsWith.get(word) ?? 0) + 1);
    }
    return new Map([...groupsWith].map(([word, count]) => [word, this.weigh(word, count)]));
  }

  /** @param {string[]} words */
  sum(words) {
    return words.reduce((sum, word) => sum + (this.weights.get(word) ?? 0), 0);
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
    return this.weights.has(word);
  }

  /**
   * All meanings of a query, strongest first; of equal ones first those that stand there word for word: "me quiero matar"
   * is not "me quiere matar", though their stems are the same.
   * @param {readonly string[]} words those that say something
   * @returns {Meaning[]}
   */
  find(words) {
    const query = [...new Set(words.map(this.stem))];
    const matched = this.match(query);
    const whole = query.reduce((sum, word) => sum + (this.weights.get(word) ?? this.weigh(word, 0)), 0);
    const leastShare = findLeast(this.numbers.share);
    /** @type {Map<number, Meaning>} */
    const best = new Map();
    for (const [place, told] of matched) {
      if (told < leastShare * this.phrases[place].sum) continue;
      const meaning = this.rate(this.phrases[place], told, whole, words);
      const known = best.get(meaning.group);
      if (!known || compareMeanings(meaning, known) < 0) best.set(meaning.group, meaning);
    }
    return [...best.values()].sort(compareMeanings);
  }

  /**
   * The few that count, of all meanings of a query: those nearly as strong as the strongest.
   * @param {readonly Meaning[]} meanings
   */
  choose(meanings) {
    const strong = meanings.filter(({ strength }) =>
      isAtLeast(strength, meanings[0].strength * this.numbers.beside),
    );
    return strong.slice(0, this.numbers.meanings);
  }

  /**
   * Phrases that share words with a query, in their order, and how much these words tell.
   * @param {readonly string[]} words
   */
  match(words) {
    /** @type {Map<number, number>} */
    const matched = new Map();
    for (const word of words) {
      const weight = this.weights.get(word) ?? 0;
      for (const place of this.phrasesWith.get(word) ?? []) matched.set(place, (matched.get(place) ?? 0) + weight);
    }
    return [...matched].sort(([one], [other]) => one - other);
  }

  /**
   * @param {Phrase} phrase
   * @param {number} told what its words in the query tell
   * @param {number} whole what all words of the query tell
   * @param {readonly string[]} typed
   * @returns {Meaning}
   */
  rate({ group, sum, spellings }, told, whole, typed) {
    const share = told / sum;
    const explained = told / whole;
    const strength = share * Math.sqrt(explained) + this.numbers.explained * share * explained;
    const isExact = spellings.some((words) => words.every((word) => typed.includes(word)));
    return { group, share, strength, isExact };
  }
}

/**
 * @param {Meaning} one
 * @param {Meaning} other
 */
function compareMeanings(one, other) {
  const byStrength = roundScore(other.strength) - roundScore(one.strength);
  return byStrength || Number(other.isExact) - Number(one.isExact) || one.group - other.group;
}

/**
 * The stems of each phrase, each once, with the words of the phrases that have these stems.
 * @typedef {[string[], string[][]]} Stemmed
 * @param {string} phrases
 * @param {(word: string) => string} stem
 * @returns {Stemmed[]}
 */
function stemPhrases(phrases, stem) {
  /** @type {Map<string, Stemmed>} */
  const stemmed = new Map();
  for (const phrase of phrases.split("|")) {
    const words = phrase.split(" ");
    const stems = [...new Set(words.map(stem))];
    const [, spellings] = stemmed.get(stems.join(" ")) ?? [stems, []];
    stemmed.set(stems.join(" "), [stems, [...spellings, words]]);
  }
  return [...stemmed.values()];
}

/**
 * Every word of everyday speech.
 * @param {readonly Group[]} groups
 * @param {ReadonlySet<string>} smallWords
 */
export function listSpoken(groups, smallWords) {
  return new Set([...smallWords, ...groups.flatMap(({ phrases }) => phrases.replaceAll("|", " ").split(" "))]);
}
