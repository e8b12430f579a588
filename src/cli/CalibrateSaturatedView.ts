/**
 * What a saturated fit has found: for a terminal, and as a table for a spreadsheet.
 *
 * @since 0.2.0
 */
import { nameOf, type Result } from '../lab/SaturatedResult'
import * as CalibrateView from './CalibrateView'
import * as Layout from './Layout'
import type * as LogIntake from './LogIntake'
import * as Table from './Table'

const { figure, grouped, guarded, SHOWN } = CalibrateView

/** Ids that are shown in a sentence. */
const LISTED = 12

/** Some ids of many. */
export const listed = (ids: ReadonlyArray<string>): string =>
  `${ids.slice(0, LISTED).map(Layout.safeLine).join(', ')}${ids.length > LISTED ? ` and ${ids.length - LISTED} more` : ''}`

const table = (
  head: ReadonlyArray<string>,
  rows: ReadonlyArray<ReadonlyArray<string>>,
  width: number
): ReadonlyArray<string> => {
  const { head: top, body } = Table.lines({ head, rows: rows.slice(0, SHOWN) }, width)
  const rest = rows.length - SHOWN
  return [
    ...top,
    ...body,
    ...(rest > 0 ? [`… ${grouped(rest)} more; --estimates FILE.csv writes them all`] : [])
  ]
}

/** Lines for a terminal; the likeliest states first. */
export const summary = (
  result: Result,
  counts: LogIntake.Counts,
  width: number,
  files: ReadonlyArray<string | undefined>
): ReadonlyArray<string> => {
  const { learners, complete, answers, skipped, starts, reached, domain } = result
  /** One end shows nothing of how far ends lie apart. */
  const far = (x: number): string => (reached > 1 ? figure(x) : '–')
  const states = [...result.states].sort((a, b) => b.weight - a.weight)
  return [
    ...CalibrateView.counted(
      counts,
      `${grouped(learners)}, of whom ${grouped(complete)} answered everything`,
      `${grouped(answers)}${skipped > 0 ? `; ${grouped(skipped)} skips left out` : ''}`
    ),
    `states          ${grouped(states.length)} of ${listed(domain)}`,
    `log-likelihood  ${result.logLikelihood.toFixed(4)} after ${result.iterations} iterations; ${reached} of ${starts} starts reached it`,
    CalibrateView.criteria(result),
    '',
    ...table(
      ['challenge', 'slip', 'apart', 'answers', 'guess', 'apart', 'answers'],
      result.challenges.map(({ challenge, slip, guess, apart, answers: behind }) => [
        challenge,
        figure(slip),
        far(apart.slip),
        grouped(behind.slip),
        figure(guess),
        far(apart.guess),
        grouped(behind.guess)
      ]),
      width
    ),
    '',
    ...table(
      ['state', 'weight', 'apart', 'learners'],
      states.map(({ known, weight, apart, learners: behind }) => [
        nameOf(known),
        figure(weight),
        far(apart),
        grouped(behind)
      ]),
      width
    ),
    ...(result.warnings.length > 0 ? ['', ...CalibrateView.warned(result.warnings)] : []),
    ...CalibrateView.written(files)
  ]
}

/** All estimates, one a line; a state goes by what is known in it. `apart` is empty where one start reached the best. */
export const csv = ({ challenges, states, reached }: Result): string => {
  const far = (x: number): string => (reached > 1 ? String(x) : '')
  const behind = (x: number): string => String(Math.round(x * 100) / 100)
  const noise = (parameter: 'slip' | 'guess'): ReadonlyArray<string> =>
    challenges.map((each) =>
      [
        parameter,
        guarded(each.challenge),
        String(each.before[parameter]),
        String(each[parameter]),
        far(each.apart[parameter]),
        behind(each.answers[parameter]),
        ''
      ].join(',')
    )
  return [
    'parameter,id,before,value,apart,answers,learners',
    ...noise('slip'),
    ...noise('guess'),
    ...states.map(({ known, weight, apart, learners }) =>
      ['state', guarded(known.join(' ')), '', String(weight), far(apart), '', behind(learners)].join(',')
    ),
    ''
  ].join('\n')
}
