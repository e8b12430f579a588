/**
 * Whether two wordings are the same answer. Letters are compared in a normal form, which leaves out what an author
 * overlooks; a few slips of the keyboard may be let pass besides.
 *
 * Laws
 * 1. an accepted text is right, whatever is overlooked
 * 2. what is overlooked does not matter, and the rest does
 * 3. typographic variants of apostrophes, quotation marks and dashes never matter
 * 4. slips up to the distance are let pass, but never make a short word right
 * 5. nothing is overlooked that would leave nothing
 * 6. a long input is refused before it costs anything
 *
 * @since 0.1.0
 */
import type { Leniency, Solution } from '../bank/Challenge'
import * as EditDistance from '../math/EditDistance'

type Accepted = Omit<Extract<Solution, { readonly _tag: 'text' }>, '_tag'>

/** Below this a slip makes another word: an accepted text shorter than this (in code points) is compared exactly. */
const SHORTEST_MISSPELT = 4
/** And an answer shorter than this is a slip of nothing. */
const SHORTEST_SLIP = 3

/** Without white space around it, nor characters that nobody sees (zero-width spaces, soft hyphens). */
export const trimmed = (text: string): string => text.replace(/\p{Default_Ignorable_Code_Point}/gu, '').trim()

/** In place before NFKC, which would make a space and a mark of ´ and two primes of ″. */
const plainTypography = (text: string): string =>
  text
    .replace(/[‘’‚‛′‵ʹʻʼʽ´‹›＇]/gu, "'")
    .replace(/«\p{White_Space}?|\p{White_Space}?»|[“”„‟″‶〝〞＂]/gu, '"')
    .replace(/[\p{Pd}\u2212]/gu, '-')

const LIGATURES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    œ: 'oe',
    Œ: 'OE',
    æ: 'ae',
    Æ: 'AE',
    ø: 'o',
    Ø: 'O',
    ł: 'l',
    Ł: 'L',
    đ: 'd',
    Đ: 'D',
    ß: 'ss',
    ẞ: 'SS',
    ı: 'i'
  })
)

/** In the order in which they are applied. */
const STEPS: ReadonlyArray<readonly [Leniency, (text: string) => string]> = [
  // To lower first (ẞ), then to upper, where a sigma does not depend on its place; the dot of İ belongs to its case.
  [
    'case',
    (text) =>
      text
        .toLowerCase()
        .toUpperCase()
        .replace(/I\u0307/gu, 'I')
  ],
  [
    'accents',
    // Marks of no script in particular are accents; those of one are letters (vowel signs of Hindi, and ゛ ゜ of kana).
    (text) =>
      text
        .normalize('NFD')
        .replace(/(?=\p{Script=Inherited})[^\P{M}\u3099\u309a]/gu, '')
        .replace(/[œŒæÆøØłŁđĐßẞı]/gu, (letter) => LIGATURES.get(letter) ?? letter)
  ],
  ['spaces', (text) => text.replace(/\p{White_Space}/gu, '')],
  [
    'punctuation',
    // With the spaces that stood around it: `Oui !` is `Oui`.
    (text) =>
      text
        .replace(/[\p{P}\p{S}]/gu, '')
        .replace(/\p{White_Space}+/gu, ' ')
        .trim()
  ]
]

/** The form in which texts are compared. It is empty for a blank text only: a step that leaves nothing is not taken. */
export const normal =
  (ignore: ReadonlyArray<Leniency>) =>
  (text: string): string =>
    STEPS.filter(([leniency]) => ignore.includes(leniency))
      .reduce((left, [, step]) => step(left) || left, plainTypography(trimmed(text)).normalize('NFKC').trim())
      .normalize('NFC')

/** Length in code points. */
const size = (text: string): number => Array.from(text).length

/** The longest input that is read: no honest answer is four times as long as the longest solution, and a line more. */
const longest = ({ accept, distance }: Accepted): number =>
  4 * accept.reduce((most, text) => Math.max(most, text.length), distance) + 256

/** Whether a text is one of those that a solution accepts. A blank one never is. */
export const matches =
  (solution: Accepted) =>
  (text: string): boolean => {
    const bare = trimmed(text)
    if (bare === '' || bare.length > longest(solution)) return false
    const form = normal(solution.ignore)
    const given = form(bare)
    const slips = size(given) < SHORTEST_SLIP ? 0 : solution.distance
    return solution.accept.map(form).some((accepted) => {
      if (given === accepted) return true
      if (slips === 0 || size(accepted) < SHORTEST_MISSPELT) return false
      return EditDistance.within(slips, given, accepted) <= slips
    })
  }
