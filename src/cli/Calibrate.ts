/**
 * `acquis calibrate`: parameters of a bank, fitted to logs of responses.
 *
 * @since 0.2.0
 */
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Bank } from '../bank/Bank'
import * as CalibrationResult from '../lab/CalibrationResult'
import * as SaturatedResult from '../lab/SaturatedResult'
import * as CalibrateFit from './CalibrateFit'
import * as CalibrateOptions from './CalibrateOptions'
import * as CalibrateRun from './CalibrateRun'
import * as CalibrateSaturated from './CalibrateSaturated'
import * as CalibrateSaturatedView from './CalibrateSaturatedView'
import * as CalibrateView from './CalibrateView'
import type { Capabilities, Effect, Exit } from './Capabilities'
import * as Command from './Command'
import { attempt } from './LogEffect'
import type * as LogIntake from './LogIntake'

/** All of a result, for programs. */
const encoded = (
  format: string,
  { id, fingerprint }: Bank,
  { rows, rejected, folded, reasons }: LogIntake.Counts,
  result: object
): string =>
  JSON.stringify(
    {
      format,
      bank: { id, fingerprint },
      rows,
      rejected,
      folded,
      reasons: Object.fromEntries(reasons),
      ...result
    },
    null,
    2
  )

const fitted = async (
  capabilities: Capabilities,
  values: CalibrateOptions.Values,
  asked: CalibrateRun.Request,
  width: number
): Promise<string> => {
  const { counts, result, bank, fit } = await CalibrateRun.run(capabilities, asked)
  return values.json
    ? encoded(CalibrationResult.FORMAT, bank, counts, result)
    : [
        ...CalibrateView.summary(result, counts, width, [asked.out, asked.estimates]),
        ...(fit === undefined ? [] : ['', ...CalibrateFit.summary(fit, values)])
      ].join('\n')
}

const saturated = async (
  capabilities: Capabilities,
  { json }: CalibrateOptions.Values,
  asked: CalibrateSaturated.Request,
  width: number
): Promise<string> => {
  const { counts, result, bank } = await CalibrateSaturated.run(capabilities, asked)
  return json
    ? encoded(SaturatedResult.FORMAT, bank, counts, result)
    : CalibrateSaturatedView.summary(result, counts, width, [asked.out, asked.estimates]).join('\n')
}

const run =
  (values: CalibrateOptions.Values) =>
  (capabilities: Capabilities): Effect<Exit> => {
    const { stdout, workers } = capabilities
    const asked = CalibrateOptions.request(values, workers.cores)
    if (E.isLeft(asked)) return TE.left(asked.left)
    const width = Math.max(60, stdout.width())
    return pipe(
      attempt('cannot calibrate', () =>
        asked.right._tag === 'saturated'
          ? saturated(capabilities, values, asked.right.request, width)
          : fitted(capabilities, values, asked.right.request, width)
      ),
      TE.chainFirst((text) => stdout.write(`${text}\n`)),
      TE.map((): Exit => 0)
    )
  }

export const command = Command.define({
  name: 'calibrate',
  description:
    'Fits parameters of an item bank to logs of responses, and writes the bank with them, everything else as its author wrote it',
  examples: [
    {
      description: 'slip and guess of every challenge',
      command: 'acquis calibrate log.csv --bank bank.yaml --out calibrated.yaml'
    },
    {
      description: 'all there is to fit, with a table for a spreadsheet',
      command:
        'acquis calibrate log.csv --bank bank.yaml --fit slip,guess,difficulty,ability,spread,correlation,discrimination --out calibrated.yaml --estimates estimates.csv'
    },
    {
      description:
        'with how well it fits: a folder of tables, a report, and challenges that are harder for some schools',
      command:
        'acquis calibrate log.csv --bank bank.yaml --out calibrated.yaml --fit-out fit --dif school --report fit.html'
    },
    {
      description: 'how well the bank as it is fits another log',
      command: 'acquis calibrate new.csv --bank calibrated.yaml --fit none --report fit.html'
    },
    {
      description: 'the basic local independence model of a knowledge structure',
      command:
        'acquis calibrate log.csv --bank bank.yaml --saturated --states states.csv --estimates estimates.csv'
    },
    {
      description: 'a log in another format, from five starts',
      command: 'acquis calibrate log.tsv --format datashop --bank bank.json --starts 5 --out calibrated.json'
    }
  ],
  args: CalibrateOptions.args,
  handler: run
})
