/**
 * What is weak in a bank that can be used all the same: its author should know, and may decide otherwise. Weaknesses are
 * looked for in a decoded bank (`assessment/Weaknesses`), never while it is decoded.
 *
 * @since 0.2.0
 */
import type { Path } from './Issue'
import { show } from './Quote'

interface Place {
  readonly path: Path
}

/** A locale and how many there are in it. */
export type CountIn = readonly [locale: string, count: number]

/** What tells by its form that a link leads nowhere. */
export type DeadEnd =
  | 'no-scheme'
  | 'doubled-scheme'
  | 'no-host'
  | 'no-dot'
  | 'malformed-host'
  | 'private-host'
  | 'placeholder'
  | 'no-mailbox'

export type Weakness = Place &
  (
    | {
        readonly _tag: 'few-challenges'
        readonly active: number
        readonly drafts: number
        readonly minimum: number
        /** The locales that have too few; none where they are all alike. */
        readonly locales: ReadonlyArray<CountIn>
      }
    | { readonly _tag: 'retired-acquis'; readonly retired: number }
    | { readonly _tag: 'level-gap'; readonly below: number; readonly above: number }
    /** `nearest`: the level at which its test begins; absent where it has no acquis. */
    | { readonly _tag: 'missing-level-2'; readonly nearest?: number }
    | {
        readonly _tag: 'missing-hint'
        readonly challenges: number
        readonly of: number
        /** None where all lack it. */
        readonly locales: ReadonlyArray<string>
      }
    | { readonly _tag: 'missing-resource'; readonly locales: ReadonlyArray<string> }
    | { readonly _tag: 'dead-link'; readonly url: string; readonly why: DeadEnd }
    | { readonly _tag: 'insecure-link'; readonly url: string }
    | { readonly _tag: 'low-guess'; readonly guess: number; readonly options: number }
    | {
        readonly _tag: 'little-gain'
        readonly slip: number
        readonly guess: number
        /** In nats, at mastery ½. */
        readonly gain: number
        readonly minimum: number
      }
    /** `first` is the challenge that has it already; `locales`: those in which they are alike, none where all are. */
    | { readonly _tag: 'repeated-prompt'; readonly first: string; readonly locales: ReadonlyArray<string> }
    | { readonly _tag: 'duplicate-question'; readonly first: string; readonly locales: ReadonlyArray<string> }
    | {
        readonly _tag: 'rejected-solution'
        readonly answer: string
        readonly outcome: 'incorrect' | 'skipped' | 'ungradable'
      }
    | { readonly _tag: 'twin-options'; readonly right: string; readonly wrong: string }
    | { readonly _tag: 'answer-in-prompt'; readonly answer: string }
    | { readonly _tag: 'answer-in-hint'; readonly answer: string; readonly challenge: string }
    /** Lengths in characters. */
    | { readonly _tag: 'long-solution'; readonly length: number; readonly others: number }
    | { readonly _tag: 'mutual-enemies'; readonly challenges: number }
    | {
        readonly _tag: 'outranked-challenge'
        readonly better: ReadonlyArray<string>
        readonly repeats: number
      }
  )

/** The compiler sees to it that none is left out. */
const known: Readonly<Record<Weakness['_tag'], true>> = {
  'few-challenges': true,
  'retired-acquis': true,
  'level-gap': true,
  'missing-level-2': true,
  'missing-hint': true,
  'missing-resource': true,
  'dead-link': true,
  'insecure-link': true,
  'low-guess': true,
  'little-gain': true,
  'repeated-prompt': true,
  'duplicate-question': true,
  'rejected-solution': true,
  'twin-options': true,
  'answer-in-prompt': true,
  'answer-in-hint': true,
  'long-solution': true,
  'mutual-enemies': true,
  'outranked-challenge': true
}

/** The codes of all weaknesses. */
export const codes = /* @__PURE__ */ Object.keys(known) as ReadonlyArray<Weakness['_tag']>

export const is = (issue: { readonly _tag: string }): issue is Weakness => Object.hasOwn(known, issue._tag)

const plural = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`

const listed = (words: ReadonlyArray<string>): string => words.map((word) => `\`${word}\``).join(', ')

/** ` in the locales …`, or nothing where all of them are meant. */
const inLocales = (locales: ReadonlyArray<string>): string =>
  locales.length === 0 ? '' : ` in the locale${locales.length === 1 ? '' : 's'} ${listed(locales)}`

const rounded = (x: number): number => Number(x.toPrecision(2))

const DEAD_ENDS: Readonly<Record<DeadEnd, string>> = {
  'no-scheme': 'without `https://` it names a file beside the page',
  'doubled-scheme': 'its scheme stands there twice',
  'no-host': 'it names no host',
  'no-dot': 'its host has no dot',
  'malformed-host': 'its host is no name that the web has',
  'private-host': 'only this machine or its network has that host',
  placeholder: 'it is a placeholder',
  'no-mailbox': 'it is no e-mail address'
}

/** What is weak, in a sentence without the place. */
export const message = (weakness: Weakness): string => {
  switch (weakness._tag) {
    case 'few-challenges': {
      const { active, drafts, minimum, locales } = weakness
      const waiting = drafts === 0 ? '' : `, besides ${plural(drafts, 'draft')}`
      return locales.length === 0
        ? `this acquis has ${plural(active, 'active challenge')}${waiting}: fewer than ${minimum}`
        : `this acquis has too few active challenges in some locales${waiting}: ${locales
            .map(([locale, count]) => `${count} in \`${locale}\``)
            .join(', ')}, fewer than ${minimum}`
    }
    case 'retired-acquis':
      return weakness.retired === 1
        ? 'the only challenge of this acquis is retired: it is never asked'
        : `all ${weakness.retired} challenges of this acquis are retired: it is never asked`
    case 'level-gap':
      return `this topic has acquis of the levels ${weakness.below} and ${weakness.above}, and nothing at the ${weakness.above - weakness.below - 1} levels between`
    case 'missing-level-2':
      return weakness.nearest === undefined
        ? 'this competence has no acquis: nothing can be asked of it'
        : `this competence has no acquis at level 2, where a test begins: this one begins at level ${weakness.nearest}`
    case 'missing-hint':
      return `there is no hint (\`nextTime\`) for ${weakness.challenges === weakness.of ? 'this acquis' : `${weakness.challenges} of the ${weakness.of} challenges of this acquis`}${inLocales(weakness.locales)}; most of the bank has one`
    case 'missing-resource':
      return `there is nothing to learn more from (\`learnMore\`) for this topic${inLocales(weakness.locales)}; most of the bank has it`
    case 'dead-link':
      return `${show(weakness.url)} leads nowhere: ${DEAD_ENDS[weakness.why]}`
    case 'insecure-link':
      return `${show(weakness.url)} is not encrypted`
    case 'low-guess':
      return weakness.options === 1
        ? `guess ${weakness.guess} is below chance: with one option every answer is right`
        : `guess ${weakness.guess} is below chance: one in ${weakness.options} options is ${rounded(1 / weakness.options)}`
    case 'little-gain':
      return `with slip ${rounded(weakness.slip)} and guess ${rounded(weakness.guess)} an answer tells ${rounded(weakness.gain)} of 0.69 nats at mastery ½, less than ${weakness.minimum}`
    case 'repeated-prompt':
      return `\`${weakness.first}\` has the same prompt${inLocales(weakness.locales)}`
    case 'duplicate-question':
      return `\`${weakness.first}\` is the same question${inLocales(weakness.locales)}: prompt, options and solution`
    case 'rejected-solution':
      return weakness.outcome === 'ungradable'
        ? 'this solution is empty, and an empty answer is a skip: nothing that a learner gives is right'
        : `the grader takes the solution ${show(weakness.answer)} for ${weakness.outcome}`
    case 'twin-options':
      return `the options \`${weakness.right}\` and \`${weakness.wrong}\` read the same, and only \`${weakness.right}\` is right`
    case 'answer-in-prompt':
      return `the prompt gives the answer away: ${show(weakness.answer)}`
    case 'answer-in-hint':
      return `this hint, shown after one challenge of the acquis, gives the answer of \`${weakness.challenge}\` away: ${show(weakness.answer)}`
    case 'long-solution':
      return `the solution stands out: it has ${weakness.length} characters, the longest other option ${weakness.others}`
    case 'mutual-enemies':
      return `the ${weakness.challenges} active challenges of this acquis are all enemies of each other: a session asks one of them at most`
    case 'outranked-challenge':
      return `this challenge tells less than ${listed(weakness.better)}, and an acquis is asked ${weakness.repeats} times at most: it is asked only where nothing else is left`
  }
}

/** How to mend it, where that can be said in a few words. */
export const suggestion = (weakness: Weakness): string | undefined => {
  switch (weakness._tag) {
    case 'few-challenges':
      return weakness.drafts > 0 ? 'make a draft active, or write another one' : 'write another one'
    case 'retired-acquis':
      return 'write new ones, or take the acquis out'
    case 'level-gap':
      return 'write an acquis between them, or check the levels of the two'
    case 'missing-level-2':
      return weakness.nearest === undefined ? undefined : 'write an easy one, or check the levels'
    case 'dead-link':
      return weakness.why === 'no-scheme' ? `write \`https://${weakness.url}\`` : undefined
    case 'insecure-link':
      return 'write `https://`, where the site has it'
    case 'low-guess':
      return weakness.options === 1 ? 'write more options' : 'take the guess out: the default is chance'
    case 'little-gain':
      return 'make it harder to guess, or clearer for those who know'
    case 'repeated-prompt':
      return 'say in the prompt what is different, or make them `enemies`'
    case 'duplicate-question':
      return 'retire one of them'
    case 'twin-options':
      return 'take one of them out'
    case 'answer-in-prompt':
    case 'answer-in-hint':
      return 'say it in other words'
    case 'long-solution':
      return 'shorten it, or lengthen another option'
    case 'mutual-enemies':
      return 'write one that is an enemy of none'
    case 'outranked-challenge':
      return 'lower its slip, or leave it out'
    default:
      return undefined
  }
}
