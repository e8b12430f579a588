/**
 * Identifiers in the form of a UUID, made from names: the same names give the same identifier, on every machine and at
 * any time.
 *
 * Laws
 * 1. it is a UUID of version 5 and of the variant of RFC 9562
 * 2. other names give another one
 *
 * @since 0.2.0
 */
import * as Sha256 from '../math/Sha256'

/**
 * The beginning of a SHA-256. The RFC would call that version 8, with SHA-1 for version 5; CASE knows 1 to 5 alone, and
 * 5 is the one for names.
 */
export const of = (...names: ReadonlyArray<string>): string => {
  const digits = Sha256.hex(JSON.stringify(names))
  const variant = ((Number.parseInt(digits.slice(16, 17), 16) & 3) | 8).toString(16)
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `5${digits.slice(13, 16)}`,
    `${variant}${digits.slice(17, 20)}`,
    digits.slice(20, 32)
  ].join('-')
}
