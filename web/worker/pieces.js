// Bytes put together from texts that are new and copies of what is here already. Twin of directory/pack/pieces.py.

/**
 * @param {(string | number)[]} pieces texts, and two numbers for each copy: how far it starts from the end of the last one, its length
 * @param {Uint8Array} base what the copies are of, besides what is put together so far
 * @param {number} size of what comes out, in bytes
 * @returns {Uint8Array<ArrayBuffer>} throws RangeError where the pieces do not fit the base or the size
 */
export function joinPieces(pieces, base, size) {
  const whole = new Uint8Array(base.length + size)
  whole.set(base)
  const encoder = new TextEncoder()
  let [end, copied] = [base.length, 0]
  for (let place = 0; place < pieces.length; place++) {
    const piece = pieces[place]
    if (typeof piece === 'string') {
      const text = encoder.encode(piece)
      whole.set(text, end)
      end += text.length
    } else {
      const start = copied + piece
      copied = start + Number(pieces[++place])
      if (start < 0 || copied > end || copied < start || end + copied - start > whole.length) throw new RangeError('a piece does not fit')
      whole.copyWithin(end, start, copied)
      end += copied - start
    }
  }
  if (end !== whole.length) throw new RangeError('pieces are missing')
  return whole.slice(base.length)
}
