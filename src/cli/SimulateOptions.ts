/**
 * The options of `simulate`: from words to whom tests are tried on, and which.
 *
 * @since 0.2.0
 */
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Model } from '../knowledge/Model'
import * as Population from '../lab/Population'
import * as EditDistance from '../math/EditDistance'
import type { Effect, Files } from './Capabilities'
import * as Failure from './Failure'
import * as Layout from './Layout'
import * as StatesFile from './StatesFile'

type Read<A> = E.Either<Failure.Failure, A>

/** What may be said of a population, and what stands for no value; `undefined` where there has to be one. */
const WORDS: ReadonlyMap<string, string | undefined> = new Map([
  ['prior', ''],
  ['ability', undefined],
  ['states', undefined],
  ['spread', '2'],
  ['scattered', ''],
  ['drifting', '0.3'],
  ['guessing', '0.2'],
  ['learning', '0.3'],
  ['skipping', '0.6']
])

/** For the help: every word with what it takes. */
export const described = [
  'prior: drawn from the bank’s model, as fitted or written',
  'ability=1,2,…: of these abilities in every competence, in turn',
  'states=FILE: who know what a file says, CSV (learner,known) or JSON lines, in turn',
  'spread=2: drawn with another spread of topics than the bank says',
  'scattered: whose topics hardly move together',
  'and, as often as needed, how they behave:',
  'drifting=0.3: this share of attention is lost after 100 questions',
  'guessing=0.2: any answer is a blind guess with this probability',
  'learning=0.3: what is asked is learned with this probability, where all that it requires is known',
  'skipping=0.6: what is not known is skipped with this probability'
]

/** What was said, before any file is read. */
export interface Said {
  readonly who:
    Exclude<Population.Who, { readonly _tag: 'states' }> | { readonly _tag: 'file'; readonly file: string }
  readonly how: Population.Population['how']
}

const isBehaviour = (name: string): name is Population.Behaviour =>
  Population.behaviours.some((each) => each === name)

const usage = (sentence: string): Read<never> => E.left(Failure.usage(`--population ${sentence}`))

const abilitiesOf = (text: string): Read<Said['who']> => {
  const abilities = text.split(',').map((each) => (each.trim() === '' ? NaN : Number(each)))
  return abilities.every((each) => Number.isFinite(each) && Math.abs(each) <= 20)
    ? E.right({ _tag: 'ability', abilities })
    : usage(`ability takes levels from −20 to 20, such as ability=1,2.5,4, not \`${Layout.safeLine(text)}\``)
}

const whoOf = (name: string, text: string): Read<Said['who']> => {
  switch (name) {
    case 'ability':
      return abilitiesOf(text)
    case 'states':
      return E.right({ _tag: 'file', file: text })
    case 'spread': {
      const spread = Number(text)
      return spread >= 0.01 && spread <= 100
        ? E.right({ _tag: 'spread', spread })
        : usage(`spread takes a number from 0.01 to 100, not \`${Layout.safeLine(text)}\``)
    }
    case 'scattered':
      return E.right({ _tag: 'scattered' })
    default:
      return E.right({ _tag: 'prior' })
  }
}

const known = (name: string): Read<string> => {
  if (WORDS.has(name)) return E.right(name)
  const nearest = EditDistance.nearest(name, WORDS.keys())
  const meant =
    nearest === undefined ? `there are ${[...WORDS.keys()].join(', ')}` : `did you mean \`${nearest}\`?`
  return usage(`knows no \`${Layout.safeLine(name)}\`; ${meant}`)
}

/** `NAME` or `NAME=VALUE`, with the value that stands for none. */
const pairOf = (word: string): Read<readonly [string, string]> => {
  const at = word.indexOf('=')
  const name = known((at < 0 ? word : word.slice(0, at)).trim())
  if (E.isLeft(name)) return name
  const standard = WORDS.get(name.right)
  const value = at < 0 ? standard : word.slice(at + 1).trim()
  if (value === undefined || (at >= 0 && value === ''))
    return usage(`${name.right} needs a value: ${name.right}=…`)
  return standard === '' && at >= 0 ? usage(`${name.right} takes no value`) : E.right([name.right, value])
}

/** One word on who they are, and one on each way to behave. */
export const said = (words: ReadonlyArray<string>): Read<Said> => {
  let who: Said['who'] | undefined
  let how: Said['how'] = {}
  for (const word of words) {
    const pair = pairOf(word)
    if (E.isLeft(pair)) return pair
    const [name, value] = pair.right
    if (!isBehaviour(name)) {
      if (who !== undefined) return usage('says twice who the learners are')
      const read = whoOf(name, value)
      if (E.isLeft(read)) return read
      who = read.right
      continue
    }
    if (how[name] !== undefined) return usage(`says \`${name}\` twice`)
    const share = Number(value)
    if (!(share >= 0 && share <= 1))
      return usage(`${name} takes a share from 0 to 1, not \`${Layout.safeLine(value)}\``)
    how = { ...how, [name]: share }
  }
  return E.right({ who: who ?? { _tag: 'prior' }, how })
}

/** The population, its file read. */
export const population = (files: Files, { who, how }: Said, model: Model): Effect<Population.Population> =>
  who._tag === 'file'
    ? pipe(
        StatesFile.load(files, who.file, model),
        TE.map((states): Population.Population => ({ who: { _tag: 'states', states }, how }))
      )
    : TE.right({ who, how })
