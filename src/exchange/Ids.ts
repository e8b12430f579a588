/**
 * Ids for what has names of its own elsewhere: codes, identifiers, titles, of which not all are ids here.
 *
 * Laws
 * 1. the ids are valid, and no two are the same
 * 2. the first wish is met where it is valid and nobody else's first wish
 * 3. the same name makes the same id, whatever names there are besides
 *
 * @since 0.2.0
 */
import * as Id from '../bank/Id'
import * as Sha256 from '../math/Sha256'

const counted = (words: ReadonlyArray<string | undefined>): ReadonlyMap<string | undefined, number> => {
  const counts = new Map<string | undefined, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

/** An id for everyone, from the wishes of each, the best first; who gets none of them is called `<word>-<number>`. */
export const distinct = (
  wishes: ReadonlyArray<ReadonlyArray<string>>,
  word: string
): ReadonlyArray<string> => {
  const given: Array<string | undefined> = wishes.map(() => undefined)
  const taken = new Set<string>()
  const most = wishes.reduce((longest, { length }) => Math.max(longest, length), 0)
  for (let rank = 0; rank < most; rank++) {
    const counts = counted(wishes.map((own) => own[rank]))
    wishes.forEach((own, i) => {
      const wish = own[rank]
      if (given[i] !== undefined || wish === undefined || !Id.isId(wish)) return
      if (taken.has(wish) || counts.get(wish) !== 1) return
      given[i] = wish
      taken.add(wish)
    })
  }
  let number = 0
  return given.map((id) => {
    if (id !== undefined) return id
    do number++
    while (taken.has(`${word}-${number}`))
    return `${word}-${number}`
  })
}

/** A title as an id: `Compétences numériques` → `competences-numeriques`; empty where it has no Latin letter or digit. */
export const slug = (title: string): string =>
  title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '')
    .slice(0, 64)
    .replace(/-$/, '')

/** Hexadecimal digits: 48 bits, so that two names of one beginning do not meet by chance. */
const DIGITS = 12

/**
 * The id that a name makes on its own: itself where it is one, else what of it can stand in an id and a part of its
 * SHA-256, which tells it from other names that look like it. `1/2 + 1/4` → `1-2-1-4-c27fd9ca232d`.
 */
export const ofName = (name: string): string => {
  if (Id.isId(name)) return name
  const readable = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9._]+/g, '-')
    .replace(/^[^A-Za-z0-9]+/, '')
    .slice(0, 63 - DIGITS)
    .replace(/-$/, '')
  const digest = Sha256.hex(name).slice(0, DIGITS)
  return readable === '' ? digest : `${readable}-${digest}`
}
