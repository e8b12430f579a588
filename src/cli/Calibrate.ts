/**
 * `acquis calibrate`: parameters of a bank, fitted to logs of responses.
 *
 * @since 0.2.0
 */
import { flag, number, option, restPositionals, string } from 'cmd-ts'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import * as Calibration from '../lab/Calibration'
import { FORMAT } from '../lab/CalibrationResult'
import * as CalibrateFit from './CalibrateFit'
import * as CalibrateRun from './CalibrateRun'
import * as CalibrateView from './CalibrateView'
import type { Capabilities, Effect, Exit } from './Capabilities'
import * as Command from './Command'
import * as Failure from './Failure'
import * as Layout from './Layout'
import { attempt } from './LogEffect'
import * as LogFormats from './LogFormats'
import * as LogOptions from './LogOptions'
import * as Options from './Options'

interface Values extends CalibrateFit.Wish {
  readonly logs: ReadonlyArray<string>
  readonly bank: string | undefined
  readonly out: string | undefined
  readonly fit: string
  readonly estimates: string | undefined
  readonly format: string | undefined
  readonly map: string | undefined
  readonly outcomes: string | undefined
  readonly alike: boolean
  readonly centre: string
  readonly weight: number
  readonly discriminationSd: number
  readonly starts: number
  readonly seed: string
  readonly iterations: number
  readonly rise: number
  readonly move: number
  readonly plain: boolean
  readonly noErrors: boolean
  readonly workers: number | undefined
  readonly resume: boolean
  readonly strict: boolean
  readonly json: boolean
}

const { defaults } = Calibration

const isName = (word: string): word is Calibration.Name => Calibration.names.some((name) => name === word)

const isCentre = (word: string): word is Calibration.Centre =>
  Calibration.centres.some((centre) => centre === word)

const fitOf = (words: string): E.Either<Failure.Failure, ReadonlyArray<Calibration.Name>> => {
  const wanted = words.split(',').map((word) => word.trim())
  const wrong = wanted.find((word) => !isName(word))
  return wrong === undefined
    ? E.right(Calibration.names.filter((name) => wanted.includes(name)))
    : E.left(
        Failure.usage(
          `--fit: no parameter \`${Layout.safeLine(wrong)}\`; ${LogOptions.meant(wrong, Calibration.names)}`
        )
      )
}

const wrong = (values: Values): string | undefined => {
  const { logs, bank, out, estimates, workers, starts, iterations, centre, weight, rise, move } = values
  const { discriminationSd } = values
  if (logs.length === 0) return 'name a log, or `-` for stdin'
  if (bank === undefined) return 'name the item bank: --bank BANK'
  if (out === undefined) return 'name a file for the calibrated bank: --out BANK2'
  const names = [...logs, bank]
  const again = names.find((name, i) => names.indexOf(name) !== i)
  if (again === '-') return 'stdin can be read only once'
  if (again !== undefined)
    return `\`${Layout.safeLine(again)}\` is named twice: each of its rows would count twice`
  if (/\.gz$/i.test(bank) || /\.gz$/i.test(out))
    return 'the bank is read and written as text: take off the gzip first'
  if (logs.includes(out) || estimates === out || (estimates !== undefined && names.includes(estimates)))
    return 'one file is named for two things'
  if (workers !== undefined && !Options.isCount(workers)) return '--workers takes a whole number from 1 on'
  if (!Options.isCount(starts) || starts > 1000) return '--starts takes a whole number from 1 to 1000'
  if (!Options.isCount(iterations)) return '--iterations takes a whole number from 1 on'
  if (!isCentre(centre))
    return `--centre: no \`${Layout.safeLine(centre)}\`; ${LogOptions.meant(centre, Calibration.centres)}`
  if (!(weight >= 0 && weight < 1e6)) return '--weight takes a number from 0 on'
  if (!(discriminationSd > 0 && discriminationSd < 1e6)) return '--discrimination-sd takes a number above 0'
  if (!(rise >= 0) || !(move >= 0)) return '--rise and --move take numbers from 0 on'
  return CalibrateFit.wrong(values, [...names, out, ...(estimates === undefined ? [] : [estimates])])
}

const request = (values: Values, cores: number): E.Either<Failure.Failure, CalibrateRun.Request> => {
  const sentence = wrong(values)
  if (sentence !== undefined) return E.left(Failure.usage(sentence))
  const fit = fitOf(values.fit)
  if (E.isLeft(fit)) return fit
  const format = LogFormats.named(values.format)
  if (E.isLeft(format)) return format
  const given = LogOptions.names(values.map)
  if (E.isLeft(given)) return given
  const names = LogFormats.mapped(format.right, given.right)
  if (E.isLeft(names)) return names
  const codes = LogOptions.codes(values.outcomes, format.right.codes)
  if (E.isLeft(codes)) return codes
  const {
    logs,
    bank = '',
    out = '',
    estimates,
    weight,
    iterations,
    rise,
    move,
    starts,
    seed,
    resume,
    strict
  } = values
  return E.right({
    logs,
    bank,
    out,
    estimates,
    format: format.right,
    names: names.right,
    codes: codes.right,
    settings: {
      ...defaults,
      fit: fit.right,
      alike: values.alike,
      centre: isCentre(values.centre) ? values.centre : defaults.centre,
      weight,
      discrimination: values.discriminationSd,
      iterations,
      rise,
      move,
      accelerate: !values.plain
    },
    starts,
    seed,
    errors: !values.noErrors,
    workers: values.workers ?? cores,
    strict,
    resume,
    fit: values
  })
}

const run =
  (values: Values) =>
  (capabilities: Capabilities): Effect<Exit> => {
    const { stdout, workers } = capabilities
    const asked = request(values, workers.cores)
    if (E.isLeft(asked)) return TE.left(asked.left)
    const { out, estimates } = asked.right
    return pipe(
      attempt('cannot calibrate', () => CalibrateRun.run(capabilities, asked.right)),
      TE.chainFirst(({ counts, result, bank, fit: found }) => {
        const text = values.json
          ? JSON.stringify(
              {
                format: FORMAT,
                bank: { id: bank.id, fingerprint: bank.fingerprint },
                rows: counts.rows,
                rejected: counts.rejected,
                folded: counts.folded,
                reasons: Object.fromEntries(counts.reasons),
                ...result
              },
              null,
              2
            )
          : [
              ...CalibrateView.summary(result, counts, Math.max(60, stdout.width()), [
                out,
                ...(estimates === undefined ? [] : [estimates])
              ]),
              ...(found === undefined ? [] : ['', ...CalibrateFit.summary(found, values)])
            ].join('\n')
        return stdout.write(`${text}\n`)
      }),
      TE.map((): Exit => 0)
    )
  }

const amount = (long: string, value: number, description: string) =>
  option({
    type: { ...number, displayName: 'N' },
    long,
    description,
    defaultValue: () => value,
    defaultValueIsSerializable: true
  })

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
      description: 'a log in another format, from five starts',
      command: 'acquis calibrate log.tsv --format datashop --bank bank.json --starts 5 --out calibrated.json'
    }
  ],
  args: {
    logs: restPositionals({
      type: string,
      displayName: 'LOG',
      description: 'logs of responses, as `acquis replay` reads them; `-` is stdin'
    }),
    bank: Options.text('bank', 'BANK', 'the item bank to begin with, JSON or YAML'),
    out: Options.text('out', 'BANK2', 'the calibrated bank, in the format of BANK; it may be BANK itself'),
    fit: option({
      type: { ...string, displayName: 'NAME,…' },
      long: 'fit',
      description: `what is fitted: ${Calibration.names.join(', ')}; ability is its mean and sd`,
      defaultValue: () => defaults.fit.join(','),
      defaultValueIsSerializable: true
    }),
    estimates: Options.text('estimates', 'FILE.csv', 'write all estimates as a table (default: none)'),
    ...LogOptions.args,
    alike: flag({
      long: 'alike',
      description: 'one slip, one guess and one discrimination for all challenges of a format'
    }),
    centre: option({
      type: { ...string, displayName: Calibration.centres.join('|') },
      long: 'centre',
      description:
        'about what slips, guesses and discriminations are believed to lie: the default of their format, or what BANK says',
      defaultValue: () => defaults.centre as string,
      defaultValueIsSerializable: true
    }),
    weight: amount(
      'weight',
      defaults.weight,
      'how many answers the centre of slip, and that of guess, are worth; 0: the answers alone'
    ),
    discriminationSd: amount(
      'discrimination-sd',
      defaults.discrimination,
      'how far discriminations are believed to lie from their centre, which is 0 for every format'
    ),
    starts: amount(
      'starts',
      1,
      'from the parameters of the bank, and from so many less one others by chance; the best end counts'
    ),
    seed: Options.seed('of the other starts, and of the answers given anew for --fit-out'),
    iterations: amount('iterations', defaults.iterations, 'how many there are at most'),
    rise: amount('rise', defaults.rise, 'done when the log-likelihood rises by less in an iteration, and'),
    move: amount('move', defaults.move, 'no parameter moves by more (slip and guess by their logits)'),
    plain: flag({ long: 'plain', description: 'without acceleration: the same answer, in more iterations' }),
    noErrors: flag({
      long: 'no-errors',
      description: 'no standard errors, which take as long as some iterations'
    }),
    ...CalibrateFit.args,
    workers: Options.workers(),
    resume: flag({
      long: 'resume',
      description: 'go on where the same command ended early, however it did; else begin'
    }),
    strict: flag({
      long: 'strict',
      description: 'stop at the first row that is no response, with exit code 1'
    }),
    json: flag({ long: 'json', description: 'print acquis-calibration/1, as JSON (default: for people)' })
  },
  handler: run
})
