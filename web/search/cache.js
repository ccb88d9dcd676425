/** A memory that forgets the longest unused when it is full. Twin of directory/search/cache.py. */

/**
 * Holds values whose sizes together stay within `capacity`.
 * @template T
 */
export class Cache {
  /**
   * @param {number} capacity
   * @param {(value: T) => number} size
   */
  constructor(capacity, size) {
    this.capacity = capacity;
    this.size = size;
    /** By when they were last used, the longest unused first. @type {Map<string, T>} */
    this.values = new Map();
    this.held = 0;
  }

  /**
   * The value kept for `key`, else the one `make` gives, kept from then on.
   * @param {string} key
   * @param {() => T} make
   * @returns {T}
   */
  get(key, make) {
    const known = this.values.get(key);
    const value = known ?? make();
    if (known === undefined) this.held += this.cost(value);
    this.values.delete(key);
    this.values.set(key, value);
    for (const [oldest, forgotten] of this.values) {
      if (this.held <= this.capacity) break;
      this.values.delete(oldest);
      this.held -= this.cost(forgotten);
    }
    return value;
  }

  /**
   * Never nothing: even an empty value takes a place.
   * @param {T} value
   */
  cost(value) {
    return 1 + this.size(value);
  }
}
