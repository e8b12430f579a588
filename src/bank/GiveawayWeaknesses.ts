/**
 * Texts that give an answer away: a prompt that says it, a hint that says it before it is asked for, a solution that
 * stands out by its length.
 *
 * A challenge's own hint gives nothing away, since it is shown once that challenge is answered; the hint of its acquis
 * does, which is shown after one challenge and before the next. Numbers are no giveaways: a question needs its data. Nor
 * is what a prompt shows as material to find something in: passages of several lines, quotations, addresses.
 *
 * @since 0.2.0
 */
import type { Challenge, Solution } from './Challenge'
import { contains, folded } from './Folding'
import * as Places from './Places'
import * as Text from './Text'
import type { Thresholds } from './Thresholds'
import type { Weakness } from './Weakness'

/** Longer texts are material, and would take long to search. */
const LONGEST = 2000

/** A solution, in the words that a learner would have to find. */
interface Answer {
  /** As its author wrote it. */
  readonly text: string
  readonly words: string
}

const answer = (text: string): Answer => ({ text, words: folded(text) })

/** Four characters, a letter among them: less than that occurs by chance. */
const isTelling = ({ words }: Answer): boolean => words.length >= 4 && /\p{L}/u.test(words)

const rightIds = (solution: Solution): ReadonlySet<string> =>
  new Set(
    solution._tag === 'option' ? [solution.option] : solution._tag === 'options' ? solution.options : []
  )

/**
 * What a folded text says of the solution: an accepted text, or every right option and no other. `admits` says which
 * options count.
 */
const toldBy = (
  text: string,
  { options = [], solution }: Challenge,
  locale: string,
  admits: (right: Answer) => boolean
): Answer | undefined => {
  if (text === '' || solution === undefined) return undefined
  if (solution._tag === 'text')
    return solution.accept.map(answer).find((each) => isTelling(each) && contains(text, each.words))
  const ids = rightIds(solution)
  const read = ([, option]: readonly [string, Text.Text]): Answer => answer(Text.inLocale(locale)(option))
  const right: Array<Answer> = []
  for (const option of options) {
    if (!ids.has(option[0])) continue
    const each = read(option)
    if (!isTelling(each) || !admits(each) || !contains(text, each.words)) return undefined
    right.push(each)
  }
  const wrong = options.filter(([id]) => !ids.has(id))
  return wrong.length > 0 && !wrong.some((option) => contains(text, read(option).words))
    ? right[0]
    : undefined
}

const QUOTATION = /«[^«»]*»|“[^“”]*”|"[^"]*"|`[^`]*`/g

/** The sentences of a prompt of several lines that stand by themselves. */
const sentencesOf = (prompt: string): string => {
  const lines = prompt.split('\n').map((line) => line.trim())
  return lines
    .filter(
      (line, i) =>
        /[.?!:…][)\]'"»”’]?$/.test(line) && (lines[i - 1] ?? '') === '' && (lines[i + 1] ?? '') === ''
    )
    .join(' ')
}

/** The question itself, without what it quotes, and without the material that it shows. */
const questionOf = (prompt: string): string => {
  const text = prompt.trim()
  if (text.length > LONGEST) return ''
  return folded((text.includes('\n') ? sentencesOf(text) : text).replace(QUOTATION, ' '))
}

const inPrompt = (
  { challenge, path }: Places.ChallengePlace,
  locales: ReadonlyArray<string>
): ReadonlyArray<Weakness> => {
  const { prompt } = challenge
  if (prompt === undefined) return []
  return locales.flatMap((locale): ReadonlyArray<Weakness> => {
    const told = toldBy(questionOf(Text.inLocale(locale)(prompt)), challenge, locale, () => true)
    return told === undefined
      ? []
      : [
          {
            _tag: 'answer-in-prompt',
            path: Places.inLocale([...path, 'prompt'], prompt, locale),
            answer: told.text
          }
        ]
  })
}

/** A hint may speak of what an option is about, in a word or two, without giving it away. */
const isPhrase = ({ words }: Answer): boolean => words.split(' ').length >= 3

const inHint = (
  { locales }: Places.Places,
  { acquis: { nextTime }, path, challenges }: Places.AcquisPlace
): ReadonlyArray<Weakness> => {
  if (nextTime?._tag !== 'hint') return []
  const current = challenges.filter(Places.isCurrent)
  const shownAfter = current.filter(({ challenge }) => challenge.nextTime === undefined)
  return locales.flatMap((locale) => {
    const hint = Text.inLocale(locale)(nextTime.hint)
    const text = hint.length > LONGEST ? '' : folded(hint)
    return current.flatMap((place): ReadonlyArray<Weakness> => {
      const { challenge } = place
      const isShownBefore = shownAfter.some((other) => other !== place)
      const told = isShownBefore ? toldBy(text, challenge, locale, isPhrase) : undefined
      if (told === undefined) return []
      const at = Places.inLocale([...path, 'nextTime'], nextTime.hint, locale)
      return [{ _tag: 'answer-in-hint', path: at, answer: told.text, challenge: challenge.id }]
    })
  })
}

/** A difference that is seen without counting, in characters. */
const CLEAR = 15

const byLength = (
  { challenge, path }: Places.ChallengePlace,
  locales: ReadonlyArray<string>,
  maximum: number
): ReadonlyArray<Weakness> => {
  const { options = [], solution } = challenge
  const own = solution?._tag === 'option' ? options.find(([id]) => id === solution.option) : undefined
  if (own === undefined || options.length < 3) return []
  const [id, text] = own
  return locales.flatMap((locale): ReadonlyArray<Weakness> => {
    const lengthOf = (option: Text.Text): number => Text.inLocale(locale)(option).trim().length
    const length = lengthOf(text)
    const others = options.reduce(
      (most, [other, each]) => (other === id ? most : Math.max(most, lengthOf(each))),
      0
    )
    return length > maximum * others && length >= others + CLEAR
      ? [
          {
            _tag: 'long-solution',
            path: Places.inLocale([...path, 'options', id], text, locale),
            length,
            others
          }
        ]
      : []
  })
}

/** The locales in which the texts of a challenge differ: one where all are plain strings. */
const readIn = ({
  challenge: { prompt = '', options = [] },
  locales
}: Places.ChallengePlace): ReadonlyArray<string> =>
  typeof prompt === 'string' && options.every(([, option]) => typeof option === 'string')
    ? locales.slice(0, 1)
    : locales

/** Of what several locales find in one plain string, the first. */
const distinct = (found: ReadonlyArray<Weakness>): ReadonlyArray<Weakness> => {
  const seen = new Set<string>()
  return found.filter((each) => {
    const key = JSON.stringify([each.path, each._tag === 'answer-in-hint' ? each.challenge : each._tag])
    return !seen.has(key) && seen.add(key)
  })
}

/** Answers that prompts, hints and lengths give away. */
export const of = (places: Places.Places, { maximumLength }: Thresholds): ReadonlyArray<Weakness> => [
  ...places.challenges.filter(Places.isCurrent).flatMap((place) => {
    const locales = readIn(place)
    return [...distinct(inPrompt(place, locales)), ...distinct(byLength(place, locales, maximumLength))]
  }),
  ...places.acquis.flatMap((acquis) => distinct(inHint(places, acquis)))
]
