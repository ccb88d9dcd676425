/**
 * Whether a query speaks of somebody in danger: its urgent meanings, and the people it names. Twin of
 * directory/search/urgency.py.
 */

import { isMisread } from "./meanings.js";
import { isAtLeast } from "./scoring.js";

/**
 * @typedef {import('./intent.js').Intent} Intent
 * @typedef {import('./meanings.js').Meaning} Meaning
 * @typedef {import('./pack.js').Group} Group
 */

/** Words of a phrase that are more than one rare word. */
const SEVERAL = 2;

/** Words by which somebody speaks of herself: "i broke my arm" is calm, "he broke my arm" is not. */
const MYSELF = /^(i[dm]?|ive|m[ey]|mine|mis?|myself|we|us|soy|estoy)$/;

/** What belongs to somebody speaks of nobody: "my chef knife" is calm. */
const WHOSE = /^(my|mine|mis?)$/;
const OWNERS = /^(my|mine|mis?|his)$/;

/** How a verb says that it was done to somebody: "got raped". */
const BEING = /^(gets?|got|getting|was|were|been|being|fu[ei])$/;

/** Hears urgency. */
export class Urgency {
  /**
   * @param {readonly Group[]} groups
   * @param {import('./pack.js').Numbers} numbers
   * @param {ReadonlySet<string>} people words that speak of a person
   * @param {ReadonlySet<string>} smallWords words that say little
   */
  constructor(groups, numbers, people, smallWords) {
    this.groups = groups;
    this.numbers = numbers;
    this.people = people;
    this.smallWords = smallWords;
  }

  /**
   * The groups of a query's urgent meanings, strongest first.
   * @param {Intent} intent
   */
  listGroups(intent) {
    const { touched, typed } = intent;
    const { groups } = this;
    const urgent = touched.filter((meaning) => {
      const group = groups[meaning.group];
      if (!group.urgent || isMisread(meaning, touched[0])) return false;
      const rival = touched.find((other) => this.competes(other, typed) && !isSameHarm(group, groups[other.group]));
      const isMeant = this.isSure(meaning, rival?.strength ?? 0, intent) || this.isAboveAll(meaning, intent);
      return isMeant && this.speaksOfWhom(group, typed);
    });
    return urgent.map(({ group }) => groups[group]);
  }

  /**
   * Whether some word of a query stands for a person, as in "he has a gun".
   * @param {readonly string[]} typed
   */
  speaksOfPeople(typed) {
    return typed.some((word) => this.people.has(word));
  }

  /**
   * Whether an urgent meaning must be nearly as strong: not beside one that only hears whom it is about, as "my gf" of "my gf
   * pulled a gun", nor beside one word of a longer phrase.
   * @param {Meaning} meaning
   * @param {readonly string[]} typed
   */
  competes(meaning, typed) {
    const isHeard = meaning.heard >= SEVERAL || isAtLeast(meaning.share, 1);
    return isHeard && !this.listHeardPeople(meaning, typed).length;
  }

  /**
   * The words for people that are all a meaning hears, as phrases of their own.
   * @param {Meaning} meaning
   * @param {readonly string[]} typed
   */
  listHeardPeople({ group, heard }, typed) {
    if (heard !== 1) return [];
    const { phrases } = this.groups[group];
    return typed.filter((word) => this.people.has(word) && `|${phrases}|`.includes(`|${word}|`));
  }

  /**
   * Whether a phrase stands in the query nearly whole and its meaning is nearly as strong as what competes with it, or several
   * words of one are said just so, or that somebody was harmed, whatever else is said. A rare word of a phrase is too little,
   * however much it tells.
   * @param {Meaning} meaning
   * @param {number} beside how strong the first is that competes
   * @param {Intent} intent
   */
  isSure(meaning, beside, { touched, typed }) {
    const { strength, share, heard, said } = meaning;
    const { numbers } = this;
    const first = touched[0].strength;
    const isSaid = said >= SEVERAL || this.tellsOfHarm(meaning, typed);
    if (!isSaid && !isAtLeast(share, heard >= SEVERAL ? numbers.urgent_share : 1)) return false;
    const least = isSaid
      ? numbers.urgent_said * first
      : Math.max(numbers.urgent_beside * beside, numbers.beside_phrase * first);
    return isAtLeast(strength, Math.max(least, numbers.urgent_from));
  }

  /**
   * Whether it hears a word for somebody harmed, as "raped", beside another for a person or as what was done to her.
   * @param {Meaning} meaning
   * @param {readonly string[]} typed
   */
  tellsOfHarm(meaning, typed) {
    const harmed = this.listHeardPeople(meaning, typed);
    if (!harmed.length) return false;
    const isBesideOther = this.namesPerson(typed.filter((word) => !harmed.includes(word)));
    return isBesideOther || this.isDone(this.groups[meaning.group], typed);
  }

  /**
   * Whether a sentence about a person means nothing else as much, though it says it in other words; a rare word of a phrase is
   * enough where no phrase of another meaning fits better.
   * @param {Meaning} meaning
   * @param {Intent} intent
   */
  isAboveAll({ group, share, heard }, { meanings, touched, typed }) {
    const isEnough = heard >= SEVERAL || group === touched[0].group;
    const isFirst = group === meanings[0].group && isAtLeast(share, this.numbers.urgent_above_all);
    return isEnough && isFirst && this.namesPerson(typed);
  }

  /**
   * Whether a query speaks of those beside whom a group is urgent: of anybody, of somebody else than who types it, of whom it
   * was done to, or of nobody, where its one telling word must be all that is typed: "im going to jump".
   * @param {Group} group
   * @param {readonly string[]} typed
   */
  speaksOfWhom(group, typed) {
    const { with_person: whom } = group;
    if (whom === "other") return this.speaksOfPeople(typed.filter((word) => !MYSELF.test(word)));
    if (whom === "done") return this.isDone(group, typed);
    // Who types one word of danger and nothing else may have no time for more.
    const isAlone = typed.filter((word) => !this.smallWords.has(word)).length === 1;
    return !whom || isAlone || (whom === true && this.namesPerson(typed));
  }

  /**
   * Whether a word of a group was done to a person, or to who types it: "my cousin got jumped", "just got jumped", "shot my
   * friend", and not "my dog got shot" or "he shot an elk".
   * @param {Group} group
   * @param {readonly string[]} typed
   */
  isDone({ phrases }, typed) {
    const known = phrases.split("|");
    return typed.some((word, place) => {
      const after = typed.slice(place + 1, place + 3).filter((next) => !OWNERS.test(next));
      return known.includes(word) && (this.isGot(typed.slice(0, place)) || this.speaksOfPeople(after));
    });
  }

  /**
   * Whether the words before that of what was done say that it was, to a person or to nobody that is named.
   * @param {readonly string[]} before
   */
  isGot(before) {
    const isDone = BEING.test(before.at(-1) ?? "");
    return isDone && (this.namesPerson(before) || before.every((word) => this.smallWords.has(word)));
  }

  /**
   * Whether it speaks of a person, and not only of what is hers.
   * @param {readonly string[]} typed
   */
  namesPerson(typed) {
    return this.speaksOfPeople(typed.filter((word) => !WHOSE.test(word)));
  }
}

/**
 * Whether `other` is the calmer word for the same danger: "beats his wife" is about violence between partners, too.
 * @param {Group} group
 * @param {Group} other
 */
function isSameHarm({ urgent, topics = [] }, other) {
  return urgent === "danger" && topics[0] === other.topics?.[0];
}
