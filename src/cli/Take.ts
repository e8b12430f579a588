/**
 * `acquis take`: an assessment in the terminal, from the first question to the advice.
 *
 * @since 0.1.0
 */
import { array, flag, multioption, number, option, optional, positional, string } from 'cmd-ts'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Assessment } from '../assessment/Assessment'
import * as Earlier from '../assessment/Earlier'
import * as SessionFile from '../assessment/SessionFile'
import * as PersonFit from '../profile/PersonFit'
import * as Profile from '../profile/Profile'
import { languageOf } from '../report/Language'
import * as LearnerReport from '../report/LearnerReport'
import type { Capabilities, Effect, Exit, Output } from './Capabilities'
import * as Command from './Command'
import * as Failure from './Failure'
import * as Layout from './Layout'
import * as Messages from './Messages'
import * as Options from './Options'
import * as Player from './Player'
import * as ProfileView from './ProfileView'
import type { Page } from './QuestionView'
import * as ResponseLog from './ResponseLog'
import * as Setup from './Setup'
import * as Sitting from './Sitting'
import * as Style from './Style'
import * as Welcome from './Welcome'

interface Values extends Setup.Wishes, Welcome.Wishes {
  readonly learner: string | undefined
  readonly log: string | undefined
  readonly json: boolean
  readonly explain: boolean
  readonly out: string | undefined
  readonly report: string | undefined
}

const pageOf = (output: Output, { locale }: Assessment, wish: string | undefined): Page => ({
  words: Messages.of(languageOf(locale ?? wish)),
  style: Style.of(output.colour),
  width: Math.max(20, output.width()),
  locale: locale ?? wish ?? ''
})

/** A word as a shell takes it. */
const quoted = (word: string): string =>
  /^[\w./:@%+=-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`

/** Where the answers are, and the command to go on with. */
const whereabouts = ({ words }: Page, { bank, session }: Values): readonly [string, string] => [
  session === undefined ? words.notKept : words.kept(Layout.safeLine(session)),
  `acquis take ${quoted(bank)} --session ${quoted(session ?? 'session.json')}`
]

const encoded = (u: unknown): string => `${JSON.stringify(u, null, 2)}\n`

/** Where everything but the profile as JSON goes: nowhere, where nobody would read it. */
const screenOf = ({ stdin, stdout, stderr }: Capabilities, values: Values): Output | undefined => {
  if (!values.json) return stdout
  return values.simulate === undefined && stdin.isTerminal ? stderr : undefined
}

/** What a sitting leaves behind, once it is over or left. */
const finish = (
  { files, stdout, stderr }: Capabilities,
  values: Values,
  page: Page,
  say: Player.Say,
  { assessment, left }: Sitting.Ended
): Effect<Exit> => {
  const { words } = page
  const n = assessment.responses.length
  const [sentence, command] = whereabouts(page, values)
  const where = [...Layout.wrap(sentence, page.width), `  ${command}`]
  if (left === 'interrupt')
    return pipe(
      stderr.write(`${where.join('\n')}\n`),
      TE.chain(() => TE.left(Failure.interrupted('')))
    )
  const evidence = Earlier.evidence(assessment)
  const profile = Profile.of(
    { ...evidence, locale: page.locale },
    values.learner === undefined ? {} : { learner: values.learner }
  )
  const show = async (): Promise<void> => {
    if (left === 'end') await stderr.write(`acquis take: ${words.inputEnded(n)}\n`)()
    else if (n === 0 && left === undefined) await stderr.write(`acquis take: ${words.nothingToAsk}\n`)()
    await say(['', ...Layout.wrap(left === undefined ? words.finished(n) : words.soFar(n), page.width)])
    if (evidence.responses.length > 0)
      await say(
        ProfileView.report(
          page,
          assessment.model,
          profile,
          PersonFit.of({ ...assessment, before: Earlier.belief(assessment.model, assessment) })
        )
      )
    if (left !== undefined) await say(['', ...where])
  }
  return pipe(
    TE.fromTask(show),
    TE.chain(() =>
      values.out === undefined ? TE.right(undefined) : files.write(values.out, encoded(profile))
    ),
    TE.chain(() =>
      values.report === undefined
        ? TE.right(undefined)
        : files.write(
            values.report,
            LearnerReport.of(assessment.bank, profile, {
              locale: page.locale,
              expected: assessment.campaign?.expected ?? []
            })
          )
    ),
    TE.chain(() =>
      values.log === undefined
        ? TE.right(undefined)
        : files.write(values.log, ResponseLog.encode(profile.learner, assessment.responses))
    ),
    TE.chain(() => (values.json ? stdout.write(encoded(profile)) : TE.right(undefined))),
    TE.map((): Exit => 0)
  )
}

const sit =
  (capabilities: Capabilities, values: Values) =>
  (setup: Setup.Setup): Effect<Exit> =>
  async () => {
    const { files, stdin, stdout, stderr, now, onInterrupt } = capabilities
    const { session, simulate, bank } = values
    const { assessment } = setup
    const screen = screenOf(capabilities, values)
    const page = pageOf(screen ?? stdout, assessment, values.locale)
    const say: Player.Say = async (lines) => {
      await screen?.write(`${lines.join('\n')}\n`)()
    }
    const note = async (sentence: string): Promise<void> => {
      await stderr.write(`acquis take: ${sentence}\n`)()
    }
    for (const warning of setup.warnings) await note(warning)
    const save = (current: Assessment): Effect<void> =>
      session === undefined ? TE.right(undefined) : files.write(session, encoded(SessionFile.encode(current)))
    // Before the first question, so that nobody answers into a file that cannot be written.
    const writable = await save(assessment)()
    if (E.isLeft(writable)) return writable
    const forget = onInterrupt(() => whereabouts(page, values).join(' '))
    const lines = simulate === undefined ? stdin.lines(screen === stderr ? 'stderr' : 'stdout') : undefined
    const player =
      lines === undefined
        ? Player.simulated(assessment.model, simulate ?? 0, assessment.seed, assessment.responses.length)
        : stdin.isTerminal
          ? Player.person(page, lines, say, now)
          : Player.pipe(page, lines, note)
    if (screen !== undefined) await say(Welcome.of(page, setup, values))
    const explain = values.explain || simulate !== undefined
    const byHand = simulate === undefined && stdin.isTerminal
    const date = (): number | undefined => setup.now ?? (byHand ? now() : undefined)
    const sitting = { page, player, say, save, bank, explain, simulated: simulate !== undefined, date }
    const ended = await Sitting.run(sitting, assessment)()
    lines?.close()
    forget()
    return E.isLeft(ended) ? ended : finish(capabilities, values, page, say, ended.right)()
  }

const run =
  (values: Values) =>
  (capabilities: Capabilities): Effect<Exit> => {
    if (values.simulate !== undefined && !Number.isFinite(values.simulate))
      return TE.left(Failure.usage('--simulate takes an ability in level units, such as 3.2'))
    if (values.bank === '-' && values.simulate === undefined)
      return TE.left(
        Failure.usage('the bank and the answers cannot both come from stdin: name a file, or --simulate')
      )
    return pipe(Setup.of(capabilities, values), TE.chain(sit(capabilities, values)))
  }

export const command = Command.define({
  name: 'take',
  description:
    'Asks the questions of a bank, each chosen for what it tells, and shows the profile: at a terminal, from a pipe with one answer a line (an empty line skips), or answered by a simulated learner',
  examples: [
    {
      description: 'at the terminal, to be continued later',
      command: 'acquis take bank.yaml --session me.json'
    },
    {
      description: 'a simulated learner of ability 3.2',
      command: 'acquis take bank.yaml --simulate 3.2 --seed 7'
    },
    {
      description: 'another campaign, after the answers of an earlier one',
      command: 'acquis take bank.yaml --campaign campaign.yaml --earlier me.json'
    },
    {
      description: 'answers from a file, the profile as JSON',
      command: 'acquis take bank.yaml --seed 7 --json < answers.txt'
    }
  ],
  args: {
    bank: positional({ type: string, displayName: 'BANK', description: 'the item bank, JSON or YAML' }),
    campaign: Options.text(
      'campaign',
      'FILE',
      'ask only what this campaign names, by its rules (default: the whole bank)'
    ),
    seed: Options.text(
      'seed',
      'SEED',
      'the same seed and answers give the same test (default: a random one, which is shown)'
    ),
    locale: Options.text(
      'locale',
      'LOCALE',
      'the language of the questions, such as fr (default: the first of the bank)'
    ),
    session: Options.text(
      'session',
      'FILE',
      'keep every answer in this file; where it exists, go on with it (default: keep nothing)'
    ),
    simulate: option({
      type: { ...optional(number), displayName: 'ABILITY' },
      long: 'simulate',
      description: 'let a simulated learner of this ability (level units) answer (default: off)'
    }),
    rules: multioption({
      type: { ...array(string), displayName: 'NAME=VALUE' },
      long: 'rule',
      description: `a rule of the test, as often as needed, over those of the campaign (defaults: ${Setup.defaults})`
    }),
    earlier: multioption({
      type: { ...array(string), displayName: 'SESSION' },
      long: 'earlier',
      description:
        'take the answers of this session of the same learner into account, as often as needed: they are not asked again (default: none)'
    }),
    now: Options.text(
      'now',
      'TIME',
      'when the test takes place, such as 2026-01-31: what earlier answers are dated to, and what its own are dated by (default: the clock, and its own only at a terminal)'
    ),
    noDuration: flag({
      long: 'no-duration',
      description: 'do not work out how long the test of a campaign takes (default: it is said at the start)'
    }),
    learner: Options.text('learner', 'NAME', 'the name in the profile and the log (default: the seed)'),
    log: Options.text(
      'log',
      'FILE',
      'write the responses as CSV: learner, challenge, outcome (default: no log)'
    ),
    out: Options.text(
      'out',
      'FILE',
      'write the profile (acquis-profile/1) as JSON (default: it is only shown)'
    ),
    report: Options.text(
      'report',
      'FILE',
      'write a page for the learner: what they know, what is within reach, what to look at next; one HTML file (default: none)'
    ),
    json: flag({ long: 'json', description: 'print nothing but the profile, as JSON (default: for people)' }),
    explain: flag({
      long: 'explain',
      description: 'say of every question why it was chosen (default: only with --simulate)'
    })
  },
  handler: run
})
