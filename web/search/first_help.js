/** Who helps first: the order for somebody who says where she is and nothing else. Twin of directory/search/first_help.py. */

import { LOCAL, NATIONAL, REGIONAL, STATEWIDE } from "./reach.js";
import { select } from "./records.js";
import { rateTrust, roundScore } from "./scoring.js";

/**
 * @typedef {import('./pack.js').Resource} Resource
 * @typedef {import('./pack.js').Numbers} Numbers
 * @typedef {import('./joining.js').Scored} Scored
 */

/** Who names one of these audiences is there for everybody in trouble, not for one group. */
const EVERYBODY = ["survivors", "families", "public"];

/** How many of the services of a record count, its best ones, and what one counts that site.yaml leaves out. */
const [BEST_SERVICES, OTHER_SERVICE] = [4, 0.05];

/** How much each record is what somebody needs first. */
export class FirstHelp {
  /**
   * @param {Resource[]} forms
   * @param {Record<string, number>} weights what a service counts
   * @param {ReadonlySet<number>} pinned the lines of the home page
   * @param {Numbers} numbers
   */
  constructor(forms, weights, pinned, numbers) {
    this.numbers = numbers;
    this.scores = Float64Array.from(forms, (form, record) => rate(form, weights, pinned.has(record), numbers));
    this.services = forms.map(({ services = [] }) => services);
    this.people = select(Uint32Array.from(forms.keys()), (record) => forms[record].kind === "organization");
  }

  /**
   * Whoever can be called or visited.
   * @returns {Scored}
   */
  listPeople() {
    return { records: this.people, scores: this.scores.slice() };
  }

  /**
   * Who comes first of those that serve the place and have one of the services; none where nobody does.
   * @param {readonly string[]} services
   * @param {Uint8Array} reach
   * @returns {Uint32Array} one record at most
   */
  findLocal(services, reach) {
    const able = select(
      this.people,
      (record) => reach[record] === LOCAL && this.services[record].some((tag) => services.includes(tag)),
    );
    const { scores } = this;
    return able.sort((one, other) => roundScore(scores[other]) - roundScore(scores[one]) || one - other).slice(0, 1);
  }

  /**
   * All who are near, and of those who serve everybody the few to try first.
   * @param {Scored} found
   * @param {Uint8Array} reach
   */
  keep({ records, scores }, reach) {
    /** @type {(far: number, most: number) => Uint32Array} */
    const listFirst = (far, most) =>
      select(records, (record) => reach[record] === far)
        .sort((one, other) => roundScore(scores[other]) - roundScore(scores[one]) || one - other)
        .slice(0, most);
    return Uint32Array.from([
      ...select(records, (record) => reach[record] <= REGIONAL),
      ...listFirst(STATEWIDE, this.numbers.first_statewide),
      ...listFirst(NATIONAL, this.numbers.first_national),
    ]);
  }
}

/**
 * @param {Resource} form
 * @param {Record<string, number>} weights
 * @param {boolean} isPinned
 * @param {Numbers} numbers
 */
function rate(form, weights, isPinned, numbers) {
  const rated = (form.services ?? []).map((tag) => weights[tag] ?? OTHER_SERVICE).sort((one, other) => other - one);
  const best = rated.slice(0, BEST_SERVICES).reduce((sum, weight) => sum + weight, 0);
  const pinned = isPinned ? numbers.first_pinned : 0;
  const reachable = form.phones ? 1 : numbers.no_phone;
  const general = form.audiences?.some((tag) => EVERYBODY.includes(tag)) ? 1 : numbers.one_group;
  return (best + pinned) * reachable * general * rateTrust(form, numbers);
}
