/**
 * The options of `replay` that are more than a word: pairs `name=value` or names, separated by commas.
 *
 * @since 0.1.0
 */
import * as E from 'fp-ts/lib/Either.js'
import { isOutcome, type Outcome, outcomes } from '../bank/Challenge'
import * as Baselines from '../lab/Baselines'
import * as EditDistance from '../math/EditDistance'
import * as Failure from './Failure'
import * as Layout from './Layout'
import * as LogRow from './LogRow'
import type * as LogStudy from './LogStudy'

type Read<A> = E.Either<Failure.Failure, A>

const isColumn = (word: string): word is LogRow.Column => LogRow.columns.some((column) => column === word)

const meant = (word: string, candidates: ReadonlyArray<string>): string => {
  const nearest = EditDistance.nearest(word, candidates)
  return nearest === undefined ? `there are ${candidates.join(', ')}` : `did you mean \`${nearest}\`?`
}

/** Pairs on both sides of the last equals sign (or the first one), in order. */
const pairs = (
  option: string,
  words: string,
  cut: 'first' | 'last'
): Read<ReadonlyArray<readonly [string, string]>> => {
  const found: Array<readonly [string, string]> = []
  for (const word of words.split(',')) {
    const at = cut === 'first' ? word.indexOf('=') : word.lastIndexOf('=')
    if (at < 0 || (cut === 'first' && at === word.length - 1))
      return E.left(Failure.usage(`--${option} takes name=value, …, not \`${Layout.safeLine(word)}\``))
    found.push([word.slice(0, at), word.slice(at + 1)])
  }
  return E.right(found)
}

/** `learner=user_id,outcome=correct`: our columns by their names in the log. */
export const names = (words: string | undefined): Read<LogRow.Names> => {
  const own: Record<LogRow.Column, string> = {
    learner: 'learner',
    challenge: 'challenge',
    outcome: 'outcome',
    at: 'at',
    seconds: 'seconds',
    session: 'session'
  }
  const read = words === undefined ? E.right([]) : pairs('map', words, 'first')
  if (E.isLeft(read)) return read
  for (const [word, name] of read.right) {
    const column = word.trim()
    if (!isColumn(column))
      return E.left(
        Failure.usage(`--map: no column \`${Layout.safeLine(column)}\`; ${meant(column, LogRow.columns)}`)
      )
    own[column] = name
  }
  return E.right(own)
}

/** `1=correct,0=incorrect`: what the log's codes mean, besides those that are always understood. */
export const codes = (words: string | undefined): Read<LogRow.Codes> => {
  const known = new Map<string, Outcome>(LogRow.codes)
  const read = words === undefined ? E.right([]) : pairs('outcomes', words, 'last')
  if (E.isLeft(read)) return read
  for (const [code, word] of read.right) {
    const outcome = word.trim()
    if (!isOutcome(outcome))
      return E.left(
        Failure.usage(`--outcomes: no outcome \`${Layout.safeLine(outcome)}\`; ${meant(outcome, outcomes)}`)
      )
    known.set(code, outcome)
  }
  return E.right(known)
}

/** `item,elo`: baselines by their places, in the order of the list. */
const against = (words: string | undefined): Read<ReadonlyArray<number>> => {
  if (words === undefined) return E.right([])
  if (words === 'all') return E.right(Baselines.names.map((_, place) => place))
  const places = new Set<number>()
  for (const word of words.split(',')) {
    const name = word.trim()
    const place = Baselines.names.indexOf(name)
    if (place < 0)
      return E.left(
        Failure.usage(`--against: no baseline \`${Layout.safeLine(name)}\`; ${meant(name, Baselines.names)}`)
      )
    places.add(place)
  }
  return E.right([...places].sort((a, b) => a - b))
}

/** What is wanted beside the engine's predictions. */
export const wish = (values: {
  readonly by: ReadonlyArray<string>
  readonly against: string | undefined
  readonly train: ReadonlyArray<string>
  readonly untuned: boolean
  readonly fit: boolean
}): Read<LogStudy.Wish> => {
  const { by, train, untuned, fit } = values
  const rivals = against(values.against)
  if (E.isLeft(rivals)) return rivals
  if (rivals.right.length === 0 && (train.length > 0 || untuned))
    return E.left(
      Failure.usage(`--${untuned ? 'untuned' : 'train'} is about baselines: name some by --against`)
    )
  return E.right({ by: [...new Set(by)], against: rivals.right, train, tuned: !untuned, fit })
}
