/**
 * Text gathered as UTF-8.
 *
 * @since 0.2.0
 */

export interface Bytes {
  readonly add: (text: string) => void
  /** Text that holds nothing but ASCII, which is copied as it is: four times as fast. */
  readonly addAscii: (text: string) => void
  readonly addBytes: (bytes: Uint8Array) => void
  /** Room for so many bytes, to be written from `at` on; `advance` says how many there were. */
  readonly room: (bytes: number) => { readonly buffer: Uint8Array; readonly at: number }
  readonly advance: (bytes: number) => void
  readonly length: () => number
  /** All that was gathered; then nothing is. The bytes may be overwritten by what is added next. */
  readonly take: () => Uint8Array<ArrayBuffer>
}

/** Bytes that a character of UTF-16 takes at most in UTF-8. */
const WIDEST = 3

export const gathered = (size: number): Bytes => {
  let buffer = Buffer.from(new ArrayBuffer(size))
  let length = 0
  const room = (bytes: number): void => {
    if (length + bytes <= buffer.length) return
    const larger = Buffer.from(new ArrayBuffer(2 * (length + bytes)))
    buffer.copy(larger, 0, 0, length)
    buffer = larger
  }
  return {
    add: (text) => {
      room(WIDEST * text.length)
      length += buffer.write(text, length, 'utf8')
    },
    addAscii: (text) => {
      room(text.length)
      length += buffer.write(text, length, 'latin1')
    },
    addBytes: (bytes) => {
      room(bytes.length)
      buffer.set(bytes, length)
      length += bytes.length
    },
    room: (bytes) => {
      room(bytes)
      return { buffer, at: length }
    },
    advance: (bytes) => {
      length += bytes
    },
    length: () => length,
    take: () => {
      const all = buffer.subarray(0, length)
      length = 0
      return all
    }
  }
}
