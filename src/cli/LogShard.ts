/**
 * Some learners of a log, replayed to the bytes of what is written of them: the share of one worker.
 *
 * Laws
 * 1. however the learners are split, the same bytes come out
 *
 * @since 0.2.0
 */
import type { Bank } from '../bank/Bank'
import { outcomes } from '../bank/Challenge'
import * as Model from '../knowledge/Model'
import * as Rapid from '../lab/Rapid'
import * as Replay from '../lab/Replay'
import * as Study from '../lab/Study'
import type * as Scoring from '../lab/Scoring'
import * as PersonFit from '../profile/PersonFit'
import * as ProfileText from '../profile/ProfileText'
import * as Bytes from './Bytes'
import * as LogFiles from './LogFiles'
import * as LogNotes from './LogNotes'
import * as LogRow from './LogRow'
import * as PredictionLines from './PredictionLines'

/** What is the same for all learners. */
export interface Plan {
  readonly bank: Bank
  readonly locale: string | undefined
  /** Whether profiles are wanted: they take several times as long as predictions. */
  readonly profiles: boolean
  readonly study: Study.Plan
  /** Where `fit.csv` is wanted. */
  readonly fit?: Fit
}

/** What `fit.csv` needs to know. */
export interface Fit {
  /** The place of the durations among the notes. */
  readonly seconds: number
  /** Of rapid guesses, by challenge: seconds. */
  readonly thresholds: Float64Array
}

/** Learners in the order in which they are written, each with its responses. */
export interface Shard {
  readonly learners: ReadonlyArray<string>
  /** How many responses each has. */
  readonly counts: Uint32Array
  /** As in `LogRow.Entry`, learner after learner. */
  readonly codes: Uint32Array
  /** As in `LogSpool.Run`. */
  readonly notes: ReadonlyArray<Uint32Array>
}

export interface Done {
  readonly learners: number
  readonly responses: number
  /** Lines of `profiles.jsonl`, where they are wanted. */
  readonly profiles: Uint8Array
  /** Lines of `predictions.csv`. */
  readonly predictions: Uint8Array
  /** Lines of `fit.csv`, where they are wanted. */
  readonly fit: string
  readonly sums: Study.Sums
}

const addProfile = (bytes: Bytes.Bytes, evidence: Parameters<typeof ProfileText.parts>[0]): void => {
  const { head, ascii, tail } = ProfileText.parts(evidence)
  bytes.add(head)
  bytes.addAscii(ascii)
  bytes.add(tail)
  bytes.addAscii('\n')
}

export const fitHeader = 'learner,answers,lz,p,timed,rapid\n'

/** A learner's line of `fit.csv`. */
const fitLine = (
  { seconds, thresholds }: Fit,
  { learner, responses, predictions, notes }: Scoring.Subject
): string => {
  const answered: Array<number> = []
  for (let i = 0; i < responses.items.length; i++)
    if (outcomes[responses.outcomes[i] ?? -1] !== 'skipped') answered.push(i)
  const fit = PersonFit.ofAnswers(
    answered.map((i) => ({
      p: predictions[i] ?? 0,
      correct: outcomes[responses.outcomes[i] ?? -1] === 'correct'
    })),
    learner
  )
  const { timed, rapid } = Rapid.speedOf(
    answered.map((i) => responses.items[i] ?? 0),
    answered.map((i) => LogNotes.secondsOf(notes[seconds]?.[i] ?? 0)),
    thresholds
  )
  const cells = [answered.length, fit?.lz ?? '', fit?.p ?? '', timed, timed === 0 ? '' : rapid / timed]
  return `${LogFiles.field(learner)},${cells.join(',')}\n`
}

/** Bytes to begin with: what a few learners take. */
const SIZE = 1 << 20

export const of = ({ bank, locale, profiles: wanted, study, fit }: Plan): ((shard: Shard) => Done) => {
  const model = Model.of(bank)
  const context = Replay.context(model, locale)
  const addLines = PredictionLines.adder(model)
  const measure = Study.of(study)
  return ({ learners, counts, codes, notes }) => {
    const profiles = Bytes.gathered(SIZE)
    const predictions = Bytes.gathered(SIZE)
    let from = 0
    const subjects = learners.map((learner, n): Scoring.Subject => {
      const to = from + (counts[n] ?? 0)
      const own = codes.subarray(from, to)
      const noted = notes.map((column) => column.subarray(from, to))
      from = to
      const responses: Replay.Encoded = { items: own.map(LogRow.itemOf), outcomes: own.map(LogRow.outcomeOf) }
      const subject = (predicted: Float64Array): Scoring.Subject => {
        addLines(predictions, learner, responses, predicted)
        return { learner, responses, predictions: predicted, notes: noted }
      }
      if (!wanted) return subject(Replay.predictions(context, responses))
      const replayed = Replay.fold(context, responses)
      addProfile(profiles, Replay.evidence(context, learner, responses, replayed))
      return subject(replayed.predictions)
    })
    return {
      learners: learners.length,
      responses: codes.length,
      profiles: profiles.take(),
      predictions: predictions.take(),
      fit: fit === undefined ? '' : subjects.map((subject) => fitLine(fit, subject)).join(''),
      sums: measure(subjects)
    }
  }
}
