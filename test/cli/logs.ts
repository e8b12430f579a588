/** Logs as the reader hears them: everything that it gives on, in words. */
import { outcomes } from '../../src/bank/Challenge'
import type { Workers } from '../../src/cli/Capabilities'
import * as LogFormats from '../../src/cli/LogFormats'
import * as LogReader from '../../src/cli/LogReader'
import * as LogRow from '../../src/cli/LogRow'
import * as Model from '../../src/knowledge/Model'
import { bank } from '../support/banks'
import { world, type Content } from './fake'

export const CHALLENGES = ['easy-a', 'easy-b', 'hard-a', '7', '8.0']

export const model = Model.of(
  bank({
    c: {
      easy: { level: 1, challenges: { 'easy-a': {}, 'easy-b': {} } },
      hard: { level: 3, challenges: { 'hard-a': {}, '7': {}, '8.0': {} } }
    }
  })
)

export interface Heard extends Omit<LogReader.Input, 'file' | 'sha256'> {
  /** Learner, challenge, outcome, and `at` where there is a time. */
  readonly said: ReadonlyArray<string>
  readonly traits: ReadonlyArray<LogRow.Traits>
  /** Line, reason and row. */
  readonly refused: ReadonlyArray<string>
  readonly mentioned: ReadonlyArray<string>
}

const formatOf = (name: string) => {
  const format = LogFormats.named(name)
  if (format._tag === 'Left') throw new Error(format.left.message)
  return format.right
}

/** All of one log; the ids of its challenges are made of their names, where those are none. */
export const hear = async (
  format: string,
  content: Content,
  {
    names = {},
    file = 'log',
    workers
  }: { readonly names?: LogRow.Names; readonly file?: string; readonly workers?: Workers } = {}
): Promise<Heard> => {
  const { capabilities } = world({ files: { [file]: content } })
  const people = LogRow.learners()
  const own = formatOf(format)
  const said: Array<string> = []
  const traits: Array<LogRow.Traits> = []
  const refused: Array<string> = []
  const mentioned: Array<string> = []
  const {
    file: _file,
    sha256: _sha256,
    ...counts
  } = await LogReader.reader(
    { ...capabilities, workers: workers ?? capabilities.workers },
    {
      format: own,
      names,
      judge: LogRow.judge(model, new Map([...LogRow.codes, ...own.codes]), people),
      take: () => false,
      response: ({ learner, code, at }, traitsOf) => {
        const words = [
          people.ids[learner],
          model.items[LogRow.itemOf(code)]?.challenge.id,
          outcomes[LogRow.outcomeOf(code)],
          ...(Number.isNaN(at) ? [] : [at])
        ]
        said.push(words.join(' '))
        traits.push(traitsOf())
      },
      rejected: (_, line, reason, row) => refused.push(`${line} ${reason}: ${row}`),
      mentioned: (name) => mentioned.push(name),
      traits: true,
      settle: () => Promise.resolve()
    }
  )(file)
  return { ...counts, said, traits, refused, mentioned }
}
