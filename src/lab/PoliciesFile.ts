/**
 * `acquis-policies/1`: ways to test that are to be compared. Each has an id, and a method: the engine under any rules, the
 * rule of thumb, or a form that is the same for everybody.
 *
 * Laws
 * 1. decode ∘ encode = identity
 *
 * @since 0.2.0
 */
import * as E from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import type * as Rules from '../assessment/Rules'
import * as RulesFile from '../assessment/RulesFile'
import { text } from '../bank/BankFile'
import * as Codec from '../bank/Codec'
import * as FileCodec from '../bank/FileCodec'
import * as Id from '../bank/Id'
import type { Issue } from '../bank/Issue'
import type { Text } from '../bank/Text'

export const FORMAT = 'acquis-policies/1'

/**
 * `engine`: adaptive, by rules; `thumb`: the rule of thumb, which has none; and two forms of `maxQuestions` challenges of
 * each competence: `order`, the first of the bank, and `form`, those that tell most before anything is known.
 */
export const methods = ['engine', 'thumb', 'order', 'form'] as const
export type Method = (typeof methods)[number]

export interface Policy {
  readonly id: string
  readonly title?: Text
  readonly method: Method
  readonly rules: Rules.Settings
}

const policy = Codec.object(
  'a policy',
  {},
  { title: text, method: Codec.oneOf(methods), rules: RulesFile.codec }
)

export const codec = FileCodec.of(
  'policies',
  FORMAT,
  [],
  { policies: Codec.entries(Id.pattern, 'policy id', policy) },
  { title: text }
)

type Draft = t.TypeOf<typeof codec>

/** The rules that make a difference to a method. */
const OBEYED: Readonly<Record<Exclude<Method, 'engine'>, ReadonlyArray<string>>> = {
  thumb: [],
  order: ['maxQuestions'],
  form: ['maxQuestions']
}

const idle = ({ policies }: Draft): ReadonlyArray<Issue> =>
  policies.flatMap(([id, { method = 'engine', rules = {} }]): ReadonlyArray<Issue> => {
    if (method === 'engine') return []
    const obeyed = OBEYED[method]
    return Object.keys(rules)
      .filter((name) => !obeyed.includes(name))
      .map((name) => ({
        _tag: 'wrong-value',
        path: ['policies', id, 'rules', name],
        expected:
          obeyed.length === 0
            ? `no rules: \`${method}\` has none`
            : `of the rules ${obeyed.join(', ')} alone`,
        actual: `\`${name}\``
      }))
  })

const none = ({ policies }: Draft): ReadonlyArray<Issue> =>
  policies.length > 0
    ? []
    : [{ _tag: 'wrong-value', path: ['policies'], expected: 'at least one policy', actual: 'none' }]

/** All that is wrong with a file of policies. */
export const check = (u: unknown): ReadonlyArray<Issue> => {
  const { issues, value, damage } = Codec.examine(codec)(u)
  return [...issues, ...damage.beyond([...none(value), ...idle(value)])]
}

/** Policies from parsed JSON or YAML, or all that is wrong with them. */
export const decode = (u: unknown): E.Either<ReadonlyArray<Issue>, ReadonlyArray<Policy>> => {
  const issues = check(u)
  if (issues.length > 0) return E.left(issues)
  const { value } = Codec.examine(codec)(u)
  return E.right(
    value.policies.map(([id, { title, method = 'engine', rules = {} }]) => ({
      id,
      ...(title === undefined ? {} : { title }),
      method,
      rules
    }))
  )
}

/** The policies as `acquis-policies/1`, ready for JSON. */
export const encode = (policies: ReadonlyArray<Policy>): unknown =>
  codec.encode({ format: FORMAT, policies: policies.map(({ id, ...rest }) => [id, rest]) })

/** What is compared where nothing else is said. `accuracy` is not among them: it takes some fifty times as long. */
export const defaults: ReadonlyArray<Policy> = [
  {
    id: 'information',
    title: { en: 'What tells most', fr: 'Ce qui apprend le plus' },
    method: 'engine',
    rules: {}
  },
  {
    id: 'minute',
    title: { en: 'What tells most per minute', fr: 'Ce qui apprend le plus par minute' },
    method: 'engine',
    rules: { per: 'minute' }
  },
  {
    id: 'spread',
    title: { en: 'One of the five that tell most', fr: 'L’une des cinq qui apprennent le plus' },
    method: 'engine',
    rules: { among: 5 }
  },
  {
    id: 'random',
    title: { en: 'At random', fr: 'Au hasard' },
    method: 'engine',
    rules: { criterion: 'random' }
  },
  {
    id: 'form',
    title: { en: 'The same form for everybody', fr: 'Le même questionnaire pour tous' },
    method: 'form',
    rules: {}
  },
  { id: 'thumb', title: { en: 'A rule of thumb', fr: 'Une règle simple' }, method: 'thumb', rules: {} }
]
