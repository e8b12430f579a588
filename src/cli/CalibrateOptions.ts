/**
 * The options of `calibrate`: what is asked for, or what is wrong with it. Those that a saturated fit has no use for are
 * refused there.
 *
 * @since 0.2.0
 */
import { flag, number, option, optional, restPositionals, string } from 'cmd-ts'
import * as E from 'fp-ts/lib/Either.js'
import * as Calibration from '../lab/Calibration'
import * as Saturated from '../lab/Saturated'
import * as CalibrateFit from './CalibrateFit'
import type * as CalibrateRun from './CalibrateRun'
import * as CalibrateSaturated from './CalibrateSaturated'
import * as Failure from './Failure'
import * as Layout from './Layout'
import * as LogOptions from './LogOptions'
import * as Options from './Options'

export interface Values extends CalibrateFit.Wish, CalibrateSaturated.Wish {
  readonly logs: ReadonlyArray<string>
  readonly bank: string | undefined
  readonly out: string | undefined
  readonly fit: string | undefined
  readonly estimates: string | undefined
  readonly format: string | undefined
  readonly map: string | undefined
  readonly outcomes: string | undefined
  readonly alike: boolean
  readonly centre: string | undefined
  readonly weight: number | undefined
  readonly discriminationSd: number | undefined
  readonly starts: number | undefined
  readonly seed: string
  readonly iterations: number | undefined
  readonly rise: number | undefined
  readonly move: number | undefined
  readonly plain: boolean
  readonly noErrors: boolean
  readonly workers: number | undefined
  readonly resume: boolean
  readonly strict: boolean
  readonly json: boolean
}

const { defaults } = Calibration

const STARTS = 1

/** What is said where nothing is to be fitted. */
const NONE = 'none'

const isName = (word: string): word is Calibration.Name => Calibration.names.some((name) => name === word)

const isCentre = (word: string): word is Calibration.Centre =>
  Calibration.centres.some((centre) => centre === word)

const fitOf = (words: string): E.Either<Failure.Failure, ReadonlyArray<Calibration.Name>> => {
  const wanted = words.split(',').map((word) => word.trim())
  if (wanted.includes(NONE))
    return wanted.length === 1
      ? E.right([])
      : E.left(Failure.usage(`--fit: ${NONE} stands alone: nothing is fitted, or what is named`))
  const wrong = wanted.find((word) => !isName(word))
  return wrong === undefined
    ? E.right(Calibration.names.filter((name) => wanted.includes(name)))
    : E.left(
        Failure.usage(
          `--fit: no parameter \`${Layout.safeLine(wrong)}\`; ${LogOptions.meant(wrong, [...Calibration.names, NONE])}`
        )
      )
}

/** What only the fit with abilities has. */
const own = (values: Values): ReadonlyArray<readonly [name: string, isGiven: boolean]> => [
  ['fit', values.fit !== undefined],
  ['alike', values.alike],
  ['centre', values.centre !== undefined],
  ['weight', values.weight !== undefined],
  ['discrimination-sd', values.discriminationSd !== undefined],
  ['move', values.move !== undefined],
  ['plain', values.plain],
  ['no-errors', values.noErrors],
  ['resume', values.resume],
  ['fit-out', values.fitOut !== undefined],
  ['dif', values.dif !== undefined],
  ['report', values.report !== undefined],
  ['locale', values.locale !== undefined]
]

const wrongNumber = (values: Values): string | undefined => {
  const { workers, starts = STARTS, iterations = 1, weight = 0, rise = 0, move = 0 } = values
  const { centre = defaults.centre, discriminationSd = defaults.discrimination } = values
  if (workers !== undefined && !Options.isCount(workers)) return '--workers takes a whole number from 1 on'
  if (!Options.isCount(starts) || starts > 1000) return '--starts takes a whole number from 1 to 1000'
  if (!Options.isCount(iterations)) return '--iterations takes a whole number from 1 on'
  if (!isCentre(centre))
    return `--centre: no \`${Layout.safeLine(centre)}\`; ${LogOptions.meant(centre, Calibration.centres)}`
  if (!(weight >= 0 && weight < 1e6)) return '--weight takes a number from 0 on'
  if (!(discriminationSd > 0 && discriminationSd < 1e6)) return '--discrimination-sd takes a number above 0'
  return !(rise >= 0) || !(move >= 0) ? '--rise and --move take numbers from 0 on' : undefined
}

const wrong = (values: Values): string | undefined => {
  const { logs, bank, out, fit, estimates, states, saturated, resume } = values
  if (logs.length === 0) return 'name a log, or `-` for stdin'
  if (bank === undefined) return 'name the item bank: --bank BANK'
  const fitsNothing = fit?.trim() === NONE
  if (out === undefined && !saturated && !fitsNothing)
    return 'name a file for the calibrated bank: --out BANK2'
  if (fitsNothing && estimates !== undefined) return `--fit ${NONE} makes no estimates: leave out --estimates`
  if (resume && out === undefined && !saturated)
    return '--resume needs --out BANK2: what is done is kept beside it'
  const inputs = [...logs, bank, ...(states === undefined ? [] : [states])]
  const again = inputs.find((name, i) => inputs.indexOf(name) !== i)
  if (again === '-') return 'stdin can be read only once'
  if (again !== undefined)
    return states === again
      ? 'one file is named for two things'
      : `\`${Layout.safeLine(again)}\` is named twice: each of its rows would count twice`
  if (/\.gz$/i.test(bank) || (out !== undefined && /\.gz$/i.test(out)))
    return 'the bank is read and written as text: take off the gzip first'
  const outputs = [out, estimates].flatMap((name) => (name === undefined ? [] : [name]))
  // A bank may be calibrated in place.
  if (
    outputs.some((name) => inputs.includes(name) && !(name === out && name === bank)) ||
    new Set(outputs).size < outputs.length
  )
    return 'one file is named for two things'
  return (
    wrongNumber(values) ??
    CalibrateSaturated.wrong(values, own(values)) ??
    CalibrateFit.wrong(values, [...inputs, ...outputs])
  )
}

/** What is asked for. */
export type Request =
  | { readonly _tag: 'fit'; readonly request: CalibrateRun.Request }
  | { readonly _tag: 'saturated'; readonly request: CalibrateSaturated.Request }

export const request = (values: Values, cores: number): E.Either<Failure.Failure, Request> => {
  const sentence = wrong(values)
  if (sentence !== undefined) return E.left(Failure.usage(sentence))
  const fit = fitOf(values.fit ?? defaults.fit.join(','))
  if (E.isLeft(fit)) return fit
  const how = LogOptions.reading(values)
  if (E.isLeft(how)) return how
  const { logs, bank = '', out, estimates, strict } = values
  const read = { logs, bank, out, estimates, strict, ...how.right }
  const { seed, resume, block, states, workers = cores } = values
  if (values.saturated) {
    const { iterations, rise, starts } = { ...Saturated.defaults, ...given(values) }
    const settings = { iterations, rise, starts, seed }
    return E.right({ _tag: 'saturated', request: { ...read, block, states, settings, workers } })
  }
  const { starts, ...settings } = { ...defaults, starts: STARTS, ...given(values) }
  return E.right({
    _tag: 'fit',
    request: {
      ...read,
      settings: { ...settings, fit: fit.right, alike: values.alike, accelerate: !values.plain },
      starts,
      seed,
      errors: !values.noErrors,
      workers,
      resume,
      fit: values
    }
  })
}

/** The settings that were given. */
const given = ({ centre, weight, discriminationSd, starts, iterations, rise, move }: Values) => ({
  ...(centre !== undefined && isCentre(centre) ? { centre } : {}),
  ...(discriminationSd === undefined ? {} : { discrimination: discriminationSd }),
  ...(weight === undefined ? {} : { weight }),
  ...(starts === undefined ? {} : { starts }),
  ...(iterations === undefined ? {} : { iterations }),
  ...(rise === undefined ? {} : { rise }),
  ...(move === undefined ? {} : { move })
})

const amount = (long: string, value: number | string, description: string) =>
  option({
    type: { ...optional(number), displayName: 'N' },
    long,
    description: `${description} (default: ${value})`
  })

export const args = {
  logs: restPositionals({
    type: string,
    displayName: 'LOG',
    description: 'logs of responses, as `acquis replay` reads them; `-` is stdin'
  }),
  bank: Options.text('bank', 'BANK', 'the item bank to begin with, JSON or YAML'),
  out: Options.text(
    'out',
    'BANK2',
    `the calibrated bank, in the format of BANK; it may be BANK itself; --fit ${NONE} and --saturated do without`
  ),
  fit: Options.text(
    'fit',
    'NAME,…',
    `what is fitted: ${Calibration.names.join(', ')}; ability is its mean and sd; ${NONE}: the bank as it is, for its fit (default: ${defaults.fit.join(',')})`
  ),
  estimates: Options.text('estimates', 'FILE.csv', 'write all estimates as a table (default: none)'),
  ...LogOptions.args,
  alike: flag({
    long: 'alike',
    description: 'one slip, one guess and one discrimination for all challenges of a format'
  }),
  centre: Options.text(
    'centre',
    Calibration.centres.join('|'),
    `about what slips, guesses and discriminations are believed to lie: the default of their format, or what BANK says (default: ${defaults.centre})`
  ),
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
    `${STARTS}, saturated ${Saturated.defaults.starts}`,
    'from the parameters of the bank, and from so many less one others by chance; the best end counts'
  ),
  seed: Options.seed('of the other starts, and of the answers given anew for --fit-out'),
  iterations: amount(
    'iterations',
    `${defaults.iterations}, saturated ${Saturated.defaults.iterations}`,
    'how many there are at most'
  ),
  rise: amount(
    'rise',
    `${defaults.rise}, saturated ${Saturated.defaults.rise}`,
    'done when the log-likelihood rises by less in an iteration, and'
  ),
  move: amount('move', defaults.move, 'no parameter moves by more (slip and guess by their logits)'),
  plain: flag({ long: 'plain', description: 'without acceleration: the same answer, in more iterations' }),
  noErrors: flag({
    long: 'no-errors',
    description: 'no standard errors, which can take longer than the fit itself'
  }),
  ...CalibrateFit.args,
  ...CalibrateSaturated.args,
  workers: Options.workers(),
  resume: flag({
    long: 'resume',
    description: 'go on where the same command ended early, however it did; else begin'
  }),
  strict: flag({
    long: 'strict',
    description: 'stop at the first row that is no response, with exit code 1'
  }),
  json: flag({
    long: 'json',
    description: 'print acquis-calibration/1, or acquis-saturated/1, as JSON (default: for people)'
  })
}
