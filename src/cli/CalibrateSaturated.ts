/**
 * `acquis calibrate --saturated`: its options, and the way from logs, a bank and states to what is found. All starts on all
 * cores; each is a climb of its own, so that the number of workers cannot show.
 *
 * @since 0.2.0
 */
import { flag } from 'cmd-ts'
import * as Model from '../knowledge/Model'
import * as Parameters from '../knowledge/Parameters'
import type { Entry } from '../lab/CalibrationVector'
import * as Saturated from '../lab/Saturated'
import * as SaturatedResult from '../lab/SaturatedResult'
import type { Structure } from '../lab/SaturatedStates'
import * as CalibrateAnswers from './CalibrateAnswers'
import * as CalibrateBlock from './CalibrateBlock'
import * as CalibrateSource from './CalibrateSource'
import * as CalibrateSaturatedView from './CalibrateSaturatedView'
import type { Capabilities, Outgoing } from './Capabilities'
import * as Failure from './Failure'
import * as Jobs from './Jobs'
import { done, fail } from './LogEffect'
import type * as LogIntake from './LogIntake'
import * as Options from './Options'
import * as StructureFile from './StructureFile'

/** The values of its options. */
export interface Wish {
  readonly saturated: boolean
  readonly block: string | undefined
  readonly states: string | undefined
}

export const args = {
  saturated: flag({
    long: 'saturated',
    description:
      'for researchers: the basic local independence model, a probability for every state of a block, slip and guess, and no ability'
  }),
  block: Options.text(
    'block',
    'ID',
    'saturated: an acquis of the block, or a topic or a competence, whose feasible states have probabilities (default: the only block of the bank)'
  ),
  states: Options.text(
    'states',
    'FILE',
    'saturated: a file of states, in place of the feasible ones: CSV with a column for each acquis or challenge and 1 where a state holds it, else 0; or with a column `known` (default: none)'
  )
}

/** What is wrong with them; `others` are options that only the other fit has, and whether they were given. */
export const wrong = (
  { saturated, block, states }: Wish,
  others: ReadonlyArray<readonly [name: string, isGiven: boolean]>
): string | undefined => {
  if (!saturated) {
    if (block !== undefined) return '--block belongs to --saturated'
    return states === undefined ? undefined : '--states belongs to --saturated'
  }
  const misplaced = others.find(([, isGiven]) => isGiven)
  if (misplaced !== undefined) return `--${misplaced[0]} is of no use with --saturated: leave it out`
  if (block !== undefined && states !== undefined)
    return '--states says what its states are made of: leave out --block'
  return states === '-' ? '--states takes the name of a file' : undefined
}

export interface Request extends Omit<LogIntake.Logs, 'model'> {
  readonly bank: string
  readonly out: string | undefined
  readonly estimates: string | undefined
  readonly block: string | undefined
  readonly states: string | undefined
  readonly settings: Saturated.Settings
  readonly workers: number
}

export interface Finished {
  readonly counts: LogIntake.Counts
  readonly result: SaturatedResult.Result
  readonly bank: Model.Model['bank']
}

const structureOf = async (
  { files }: Capabilities,
  { block, states }: Request,
  model: Model.Model
): Promise<Structure> => {
  if (states !== undefined) return done(StructureFile.load(files, states, model))
  const made = CalibrateBlock.structureOf(model, block)
  return made._tag === 'Left' ? fail(made.left) : made.right
}

/** The ends of all starts, in their order. */
const climbed = async (
  { workers, stderr }: Capabilities,
  plan: Saturated.Plan,
  { settings, workers: count }: Request
): Promise<ReadonlyArray<Saturated.Climb>> => {
  const ends: Array<Saturated.Climb> = []
  await done(
    workers.run({
      job: Jobs.saturated,
      context: { plan, settings },
      shards: Array.from({ length: settings.starts }, (_, n) => n),
      workers: Math.min(count, settings.starts),
      take: async (end) => {
        ends.push(end)
        await done(
          stderr.write(
            `${ends.length} of ${settings.starts} starts: log-likelihood ${end.logLikelihood.toFixed(4)}, ${end.status} after ${end.iterations} iterations\n`
          )
        )
      }
    })
  )
  return ends.sort((a, b) => a.start - b.start)
}

/** The whole way. */
export const run = async (capabilities: Capabilities, request: Request): Promise<Finished> => {
  const { files } = capabilities
  const source = await CalibrateSource.read(capabilities, request.bank)
  const model = Model.of(source.bank)
  const structure = await structureOf(capabilities, request, model)
  const forget = capabilities.onInterrupt(() => 'interrupted; nothing is written')
  const opened: Array<Outgoing> = []
  const open = async (file: string | undefined): Promise<Outgoing | undefined> => {
    if (file === undefined) return undefined
    const output = await done(files.create(file))
    opened.push(output)
    return output
  }
  try {
    // Opened before anything is computed, so that nobody waits for a file that cannot be written.
    const output = await open(request.out)
    const table = await open(request.estimates)
    const { counts, answers } = await CalibrateAnswers.gathered(
      capabilities,
      { ...request, model },
      { times: false, column: undefined }
    )
    const plan = Saturated.plan(model, structure, answers)
    const fitted =
      plan.learners === 0 ? undefined : Saturated.best(await climbed(capabilities, plan, request))
    if (fitted === undefined)
      return fail(
        Failure.problems(
          answers.codes.length === 0
            ? 'there is no answer in these logs that the bank knows'
            : `there is no answer in these logs to what states are made of: ${CalibrateSaturatedView.listed(structure.elements.map(({ id }) => id))}`
        )
      )
    const result = SaturatedResult.of(model, plan, request.settings, fitted)
    const entries = plan.items.flatMap((index): ReadonlyArray<Entry> => [
      { kind: 'slip', index, others: [] },
      { kind: 'guess', index, others: [] }
    ])
    const { slip, guess } = fitted.point
    const made =
      output === undefined
        ? source
        : await CalibrateSource.written(source, model, entries, { ...Parameters.of(model), slip, guess })
    if (table !== undefined) await done(table.write(CalibrateSaturatedView.csv(result)))
    if (output !== undefined) await done(output.write(made.text))
    for (const each of [table, output]) if (each !== undefined) await done(each.commit)
    return { counts, result, bank: made.bank }
  } catch (error) {
    for (const each of opened) await each.discard()
    throw error
  } finally {
    forget()
  }
}
