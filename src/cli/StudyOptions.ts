/**
 * The options of `replay` for what is wanted beside the engine's predictions.
 *
 * @since 0.2.0
 */
import { array, flag, multioption, string } from 'cmd-ts'
import * as E from 'fp-ts/lib/Either.js'
import * as Baselines from '../lab/Baselines'
import * as Failure from './Failure'
import * as Layout from './Layout'
import { meant } from './LogOptions'
import type * as LogStudy from './LogStudy'
import * as Options from './Options'

/** As they were given. */
export interface Words {
  readonly by: ReadonlyArray<string>
  readonly against: string | undefined
  readonly train: ReadonlyArray<string>
  readonly untuned: boolean
  readonly fit: boolean
  readonly report: string | undefined
}

export const args = {
  by: multioption({
    type: { ...array(string), displayName: 'COLUMN' },
    long: 'by',
    description:
      'the measures for each value of a column of the log, or of `competence`, `topic` or `level`, which are those of the challenge in the bank; as often as needed'
  }),
  against: Options.text(
    'against',
    'NAME,…',
    `predictions of others beside: ${Baselines.names.join(', ')}, or \`all\`; fitted to other learners than those they predict`
  ),
  train: multioption({
    type: { ...array(string), displayName: 'LOG' },
    long: 'train',
    description:
      'a log that the baselines are fitted to, as often as needed (default: four fifths of the learners of the log itself, for the last fifth)'
  }),
  untuned: flag({
    long: 'untuned',
    description: 'baselines with their usual settings (default: those that do best on learners set aside)'
  }),
  fit: flag({
    long: 'fit',
    description: 'write fit.csv, too: how well the model fits each learner, and who guesses too fast'
  }),
  report: Options.report
}

type Read<A> = E.Either<Failure.Failure, A>

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
export const read = (values: Words): Read<LogStudy.Wish> => {
  const { by, train, untuned, fit, report } = values
  const rivals = against(values.against)
  if (E.isLeft(rivals)) return rivals
  if (rivals.right.length === 0 && (train.length > 0 || untuned))
    return E.left(
      Failure.usage(`--${untuned ? 'untuned' : 'train'} is about baselines: name some by --against`)
    )
  return E.right({
    by: [...new Set(by)],
    against: rivals.right,
    train,
    tuned: !untuned,
    fit,
    report: report !== undefined
  })
}

/** What `run.json` says of it, as far as it was asked for. */
export const recorded = ({ by, against: rivals, tuned, fit }: LogStudy.Wish) => ({
  ...(by.length === 0 ? {} : { by }),
  ...(rivals.length === 0 ? {} : { against: rivals.map((each) => Baselines.names[each]), tuned }),
  ...(fit ? { fit } : {})
})
