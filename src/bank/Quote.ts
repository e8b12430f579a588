/**
 * Values of a file as a message may quote them.
 *
 * @since 0.2.0
 */

const LONGEST = 80

/** A text as a message may hold it: not too long, and without the characters that a terminal obeys. */
export const printable = (text: string): string =>
  (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text).replace(
    /[\p{Cc}\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu,
    (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`
  )

/** A value as it is quoted in a message. */
export const show = (value: unknown): string => {
  if (value === undefined) return 'nothing'
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'an object'
  if (typeof value === 'function') return 'a function'
  return typeof value === 'string' ? `\`${printable(value)}\`` : String(value)
}
