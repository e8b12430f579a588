/**
 * `acquis simulate`: ways to test, compared on simulated learners before they meet a person.
 *
 * @since 0.2.0
 */
import { array, flag, multioption, number, option, optional, positional, string } from 'cmd-ts'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import * as Campaign from '../assessment/Campaign'
import type { Bank } from '../bank/Bank'
import * as Model from '../knowledge/Model'
import type * as Comparison from '../lab/Comparison'
import * as PoliciesFile from '../lab/PoliciesFile'
import type { Capabilities, Effect, Exit } from './Capabilities'
import * as Command from './Command'
import * as Failure from './Failure'
import * as Load from './Load'
import { attempt } from './LogEffect'
import * as Options from './Options'
import * as Setup from './Setup'
import * as SimulateOptions from './SimulateOptions'
import * as SimulateRun from './SimulateRun'

interface Values {
  readonly bank: string
  readonly learners: number | undefined
  readonly seed: string
  readonly out: string | undefined
  readonly policies: string | undefined
  readonly population: ReadonlyArray<string>
  readonly campaign: string | undefined
  readonly rules: ReadonlyArray<string>
  readonly locale: string | undefined
  readonly workers: number | undefined
  readonly report: string | undefined
  readonly json: boolean
}

const LEARNERS = 1000

const wrong = ({ learners, workers, out }: Values): string | undefined => {
  if (out === undefined) return 'name a folder for the results: --out DIR'
  if (learners !== undefined && (!Options.isCount(learners, 2) || learners > 1e6))
    return '--learners takes a whole number from 2 to 1000000'
  if (workers !== undefined && !Options.isCount(workers, 1)) return '--workers takes a whole number from 1 on'
  return undefined
}

const planOf =
  ({ files }: Capabilities, values: Values, said: SimulateOptions.Said, rules: Comparison.Plan['rules']) =>
  (bank: Bank): Effect<Comparison.Plan> => {
    const { campaign, policies, seed, locale } = values
    const given = <A>(file: string | undefined, decode: Parameters<ReturnType<typeof Load.decoded>>[1]) =>
      file === undefined
        ? TE.right<Failure.Failure, A | undefined>(undefined)
        : pipe(
            Load.decoded(files)(file, decode),
            TE.map(({ value }) => value as A | undefined)
          )
    return pipe(
      TE.Do,
      TE.bind('wish', () => TE.fromEither(Setup.localeOf(bank, locale))),
      TE.bind('scope', () => given<Campaign.Campaign>(campaign, Campaign.decode(bank))),
      TE.bind('all', () => given<ReadonlyArray<PoliciesFile.Policy>>(policies, PoliciesFile.decode)),
      TE.bind('population', () => SimulateOptions.population(files, said, Model.of(bank))),
      TE.map(({ wish, scope, all, population }): Comparison.Plan => ({
        bank,
        seed,
        policies: all ?? PoliciesFile.defaults,
        population,
        ...(rules === undefined ? {} : { rules }),
        ...(wish === undefined ? {} : { locale: wish }),
        ...(scope === undefined ? {} : { campaign: scope })
      }))
    )
  }

const learnersOf = ({ learners }: Values, { population: { who } }: Comparison.Plan): number =>
  learners ?? (who._tag === 'states' ? Math.max(2, who.states.length) : LEARNERS)

const run =
  (values: Values) =>
  (capabilities: Capabilities): Effect<Exit> => {
    const { out = '', report, json, locale } = values
    const sentence = wrong(values)
    if (sentence !== undefined) return TE.left(Failure.usage(sentence))
    const said = SimulateOptions.said(values.population)
    if (E.isLeft(said)) return TE.left(said.left)
    const rules = Setup.rulesOf(values.rules)
    if (E.isLeft(rules)) return TE.left(rules.left)
    return pipe(
      Load.bank(capabilities.files)(values.bank),
      TE.chain(planOf(capabilities, values, said.right, rules.right)),
      TE.chain((plan) =>
        attempt('cannot simulate', () =>
          SimulateRun.run(capabilities, {
            plan,
            learners: learnersOf(values, plan),
            workers: values.workers ?? capabilities.workers.cores,
            out,
            report,
            locale: locale ?? plan.bank.locales[0] ?? '',
            said: values.population,
            json
          })
        )
      ),
      TE.chain((text) => capabilities.stdout.write(text)),
      TE.map((): Exit => 0)
    )
  }

export const command = Command.define({
  name: 'simulate',
  description:
    'Compares ways to test on simulated learners, who are the same for all: how much is judged rightly, how many questions that takes, whether intervals hold what they promise, which challenges wear out',
  examples: [
    {
      description: 'the usual ways, with a report to read in a browser',
      command: 'acquis simulate bank.yaml --out results --report simulation.html'
    },
    {
      description: 'ways of one’s own',
      command: 'acquis simulate bank.yaml --policies policies.yaml --learners 10000 --seed 7 --out results'
    },
    {
      description: 'what becomes of it where learners tire, and guess',
      command: 'acquis simulate bank.yaml --population drifting --population guessing=0.1 --out results'
    },
    {
      description: 'at some abilities, with tests of at most 12 questions a competence',
      command: 'acquis simulate bank.yaml --population ability=1,3,5 --rule maxQuestions=12 --out results'
    }
  ],
  args: {
    bank: positional({ type: string, displayName: 'BANK', description: 'the item bank, JSON or YAML' }),
    out: Options.text(
      'out',
      'DIR',
      `folder for ${SimulateRun.names.join(', ')}; files of these names in it are replaced, others stay`
    ),
    learners: option({
      type: { ...optional(number), displayName: 'N' },
      long: 'learners',
      description: `how many simulated learners take the test of each policy (default: ${LEARNERS}, or those of a file of states)`
    }),
    seed: Options.seed('the same seed, the same learners'),
    policies: Options.text(
      'policies',
      'FILE',
      `what is compared, acquis-policies/1; the first one is what the others are compared with (default: ${PoliciesFile.defaults.map(({ id }) => id).join(', ')})`
    ),
    population: multioption({
      type: { ...array(string), displayName: 'NAME[=VALUE]' },
      long: 'population',
      description: ['who the learners are (default: prior)', ...SimulateOptions.described].join('\n')
    }),
    campaign: Options.text('campaign', 'FILE', 'the test of this campaign (default: the whole bank)'),
    rules: multioption({
      type: { ...array(string), displayName: 'NAME=VALUE' },
      long: 'rule',
      description: `a rule of every policy that does not set it itself, as often as needed, over those of the campaign (defaults: ${Setup.defaults})`
    }),
    locale: Options.text(
      'locale',
      'LOCALE',
      'the language of the tests, and of the report: French, else English (default: the first of the bank)'
    ),
    workers: Options.workers(),
    report: Options.report,
    json: flag({ long: 'json', description: 'print acquis-simulation/1, as JSON (default: for people)' })
  },
  handler: run
})
