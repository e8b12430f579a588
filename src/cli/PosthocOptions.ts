/**
 * The options of `replay --mode posthoc`: from words to a plan.
 *
 * @since 0.2.0
 */
import * as E from 'fp-ts/lib/Either.js'
import type * as Rules from '../assessment/Rules'
import * as Policy from '../lab/Policy'
import type { Plan } from '../lab/Posthoc'
import * as EditDistance from '../math/EditDistance'
import * as Failure from './Failure'
import * as Layout from './Layout'
import * as Setup from './Setup'

export interface Words {
  readonly policies: string | undefined
  readonly lengths: string | undefined
  readonly coverage: number | undefined
  readonly validation: number | undefined
  readonly rules: ReadonlyArray<string>
}

export type Options = Pick<Plan, 'policies' | 'lengths' | 'coverage' | 'validation'> & {
  readonly rules: Rules.Settings
}

type Read<A> = E.Either<Failure.Failure, A>

export const defaults = {
  policies: 'information,accuracy,random,thumb',
  lengths: '5,10,15,20',
  coverage: 0.9,
  validation: 0.2
} as const

const LONGEST = 10000

const isPolicy = (word: string): word is Policy.Policy => Policy.policies.some((each) => each === word)

const policiesOf = (words: string): Read<ReadonlyArray<Policy.Policy>> => {
  const found: Array<Policy.Policy> = []
  for (const word of words.split(',').map((each) => each.trim())) {
    if (!isPolicy(word)) {
      const nearest = EditDistance.nearest(word, Policy.policies)
      const meant =
        nearest === undefined ? `there are ${Policy.policies.join(', ')}` : `did you mean \`${nearest}\`?`
      return E.left(Failure.usage(`--policies: no policy \`${Layout.safeLine(word)}\`; ${meant}`))
    }
    if (found.includes(word)) return E.left(Failure.usage(`--policies names \`${word}\` twice`))
    found.push(word)
  }
  return E.right(found)
}

/** In ascending order, each once. */
const lengthsOf = (words: string): Read<ReadonlyArray<number>> => {
  const all = words.split(',').map((each) => each.trim())
  const wrong = all.find((each) => !/^\d+$/.test(each) || Number(each) > LONGEST)
  return wrong === undefined
    ? E.right([...new Set(all.map(Number))].sort((a, b) => a - b))
    : E.left(
        Failure.usage(
          `--lengths takes whole numbers from 0 to ${LONGEST}, separated by commas, not \`${Layout.safeLine(wrong)}\``
        )
      )
}

/** What a policy or a length settles cannot be a rule as well. */
const rulesOf = (words: ReadonlyArray<string>): Read<Rules.Settings> => {
  const read = Setup.rulesOf(words)
  return E.isRight(read) && read.right.criterion !== undefined
    ? E.left(
        Failure.usage('--rule criterion: in --mode posthoc the policies say it, such as --policies random')
      )
    : read
}

export const read = (words: Words): Read<Options> => {
  const { coverage = defaults.coverage, validation = defaults.validation } = words
  if (!(coverage >= 0 && coverage <= 1))
    return E.left(Failure.usage('--coverage takes a share from 0 to 1, such as 0.9'))
  if (!(validation >= 0 && validation < 1))
    return E.left(Failure.usage('--validation takes a share from 0 to less than 1, such as 0.2'))
  const policies = policiesOf(words.policies ?? defaults.policies)
  if (E.isLeft(policies)) return policies
  const lengths = lengthsOf(words.lengths ?? defaults.lengths)
  if (E.isLeft(lengths)) return lengths
  const rules = rulesOf(words.rules)
  if (E.isLeft(rules)) return rules
  return E.right({
    policies: policies.right,
    lengths: lengths.right,
    coverage,
    validation,
    rules: rules.right
  })
}
