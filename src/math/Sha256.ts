/**
 * SHA-256 (FIPS 180-4) of a text. The platform's own digest is asynchronous or missing, and a fingerprint has to be
 * the same in a browser, on the edge and in Node.
 *
 * @since 0.1.0
 */

/** The first 32 bits of the fractional parts of the square (or cube) roots of the first primes. */
const fractionsOfRoots = (count: number, power: number): Int32Array => {
  const primes: Array<number> = []
  for (let n = 2; primes.length < count; n++) if (primes.every((p) => n % p !== 0)) primes.push(n)
  return Int32Array.from(primes, (p) => (p ** power % 1) * 4294967296)
}

const rotate = (x: number, bits: number): number => (x >>> bits) | (x << (32 - bits))

/** UTF-8 bytes of a text; a lone surrogate becomes the replacement character. */
const utf8 = (text: string): Array<number> => {
  const bytes: Array<number> = []
  for (const character of text) {
    const point = character.codePointAt(0)!
    const code = point >= 0xd800 && point < 0xe000 ? 0xfffd : point
    if (code < 0x80) bytes.push(code)
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63))
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63))
    else
      bytes.push(
        0xf0 | (code >> 18),
        0x80 | ((code >> 12) & 63),
        0x80 | ((code >> 6) & 63),
        0x80 | (code & 63)
      )
  }
  return bytes
}

/** The digest in 64 hexadecimal digits. */
export const hex = (text: string): string => {
  const bytes = utf8(text)
  const blocks = Math.ceil((bytes.length + 9) / 64)
  const message = new Uint8Array(blocks * 64)
  message.set(bytes)
  message[bytes.length] = 0x80
  const view = new DataView(message.buffer)
  view.setUint32(message.length - 8, Math.floor(bytes.length / 0x20000000))
  view.setUint32(message.length - 4, (bytes.length * 8) >>> 0)
  const constants = fractionsOfRoots(64, 1 / 3)
  const hash = fractionsOfRoots(8, 1 / 2)
  const schedule = new Int32Array(64)
  for (let block = 0; block < message.length; block += 64) {
    for (let t = 0; t < 16; t++) schedule[t] = view.getInt32(block + 4 * t)
    for (let t = 16; t < 64; t++) {
      const early = schedule[t - 15]!
      const late = schedule[t - 2]!
      const s0 = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3)
      const s1 = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10)
      schedule[t] = schedule[t - 16]! + s0 + schedule[t - 7]! + s1
    }
    let [a, b, c, d, e, f, g, h] = hash as unknown as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number
    ]
    for (let t = 0; t < 64; t++) {
      const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
      const first = (h + s1 + ((e & f) ^ (~e & g)) + constants[t]! + schedule[t]!) | 0
      const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
      const second = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
      ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0]
    }
    const next = [a, b, c, d, e, f, g, h]
    for (let i = 0; i < 8; i++) hash[i]! += next[i]!
  }
  return Array.from(hash, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
}
