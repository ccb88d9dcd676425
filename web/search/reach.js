/** How far a resource reaches somebody in a place: the first thing results are ordered by. Twin of directory/search/reach.py. */

/**
 * @typedef {import('./pack.js').Resource} Resource
 * @typedef {import('./places.js').Place} Place
 * @typedef {import('./gazetteer.js').Point} Point
 */

/** Reach of a resource as seen from a place, nearest first. `ELSEWHERE` serves other places only. */
export const [LOCAL, REGIONAL, STATEWIDE, NATIONAL, ELSEWHERE] = [0, 1, 2, 3, 4];
export const REACH_NAMES = ["local", "regional", "statewide", "national", "elsewhere"];

/** Who serves everybody in the state or in the country does so from anywhere. @type {Record<string, number>} */
const EVERYWHERE = { statewide: STATEWIDE, national: NATIONAL };

const EARTH_MILES = 3958.8;

/** The reach of all records. */
export class Reaches {
  /**
   * @param {Resource[]} forms
   * @param {import('./places.js').Gazetteer} places
   */
  constructor(forms, places) {
    this.neighbors = places.neighbors;
    /** From anywhere. */
    this.general = Uint8Array.from(forms, (form) => EVERYWHERE[form.reach.scope] ?? ELSEWHERE);
    this.isTribal = forms.map((form) => form.reach.scope === "tribal");
    /** @type {Map<string, number[]>} */
    this.byCounty = new Map();
    /** @type {Map<string, number[]>} */
    this.byNation = new Map();
    forms.forEach(({ reach }, record) => {
      if (this.general[record] === ELSEWHERE) addTo(this.byCounty, reach.counties, record);
      if (this.general[record] !== NATIONAL) addTo(this.byNation, reach.nations, record);
    });
    const towns = new Set(forms.map((form) => form.city ?? ""));
    /** Where each town of a record is. */
    this.points = [...towns].map((town) => places.points.get(town));
    const numberOf = new Map([...towns].map((town, number) => [town, number]));
    /** The number of its town for each record. */
    this.towns = Uint16Array.from(forms, (form) => numberOf.get(form.city ?? "") ?? 0);
  }

  /**
   * The reach of every record: LOCAL if it serves that county or nation; REGIONAL if it serves a part of it, as a nation in
   * it, or the county next door.
   * @param {Place} place
   */
  rate(place) {
    const reach = this.general.slice();
    const nextDoor = place.counties.flatMap((county) => this.neighbors.get(county) ?? []);
    for (const record of list(this.byCounty, [...place.further, ...nextDoor])) {
      if (!this.isTribal[record]) reach[record] = REGIONAL;
    }
    const isTown = place.kind === "town" || place.kind === "zip";
    const own = new Set(list(this.byCounty, place.counties));
    for (const record of own) {
      const isForOthers = isTown && this.isTribal[record];
      reach[record] = isForOthers || place.kind === "nation" ? REGIONAL : LOCAL;
    }
    for (const record of list(this.byNation, place.nations)) {
      reach[record] = place.kind === "county" && !own.has(record) ? REGIONAL : LOCAL;
    }
    return reach;
  }

  /**
   * The records that name the place's own counties.
   * @param {Place} place
   */
  findServing(place) {
    return new Set(list(this.byCounty, [...place.counties, ...place.further]));
  }

  /**
   * The miles from a place to the town of a record; NaN where one of the two has no point.
   * @param {Place} place
   * @returns {(record: number) => number}
   */
  measure(place) {
    const milesTo = this.points.map((point) => (place.point && point ? measureMiles(place.point, point) : NaN));
    return (record) => milesTo[this.towns[record]];
  }
}

/**
 * @param {Map<string, number[]>} lists
 * @param {readonly string[]} names
 */
function list(lists, names) {
  return names.flatMap((name) => lists.get(name) ?? []);
}

/**
 * @param {Map<string, number[]>} lists
 * @param {readonly string[]} names
 * @param {number} record
 */
function addTo(lists, names = [], record) {
  for (const name of names) {
    const records = lists.get(name);
    if (records) records.push(record);
    else lists.set(name, [record]);
  }
}

/**
 * Miles between two points (latitude, longitude) as the crow flies (haversine).
 * @param {Point} one
 * @param {Point} other
 */
function measureMiles(one, other) {
  const [lat1, lon1, lat2, lon2] = [...one, ...other].map((degrees) => (degrees * Math.PI) / 180);
  const half = Math.sin((lat2 - lat1) / 2) ** 2 + Math.cos(lat1) * Math.cos(lat2) * Math.sin((lon2 - lon1) / 2) ** 2;
  return 2 * EARTH_MILES * Math.asin(Math.sqrt(half));
}
