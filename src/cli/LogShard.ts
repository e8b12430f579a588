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
import * as Metrics from '../lab/Metrics'
import * as Replay from '../lab/Replay'
import * as ProfileText from '../profile/ProfileText'
import * as Bytes from './Bytes'
import * as LogRow from './LogRow'
import * as PredictionLines from './PredictionLines'

/** What is the same for all learners. */
export interface Plan {
  readonly bank: Bank
  readonly locale: string | undefined
  /** Of the bootstrap intervals. */
  readonly seed: string
  /** Whether profiles are wanted: they take several times as long as predictions. */
  readonly profiles: boolean
}

/** Learners in the order in which they are written, each with its responses. */
export interface Shard {
  readonly learners: ReadonlyArray<string>
  /** How many responses each has. */
  readonly counts: Uint32Array
  /** As in `LogRow.Entry`, learner after learner. */
  readonly codes: Uint32Array
}

export interface Done {
  readonly learners: number
  readonly responses: number
  /** Lines of `profiles.jsonl`, where they are wanted. */
  readonly profiles: Uint8Array
  /** Lines of `predictions.csv`. */
  readonly predictions: Uint8Array
  readonly sums: Metrics.Sums
}

const addProfile = (bytes: Bytes.Bytes, evidence: Parameters<typeof ProfileText.parts>[0]): void => {
  const { head, ascii, tail } = ProfileText.parts(evidence)
  bytes.add(head)
  bytes.addAscii(ascii)
  bytes.add(tail)
  bytes.addAscii('\n')
}

/** A learner's answers without its skips, for the metrics. */
const scoredOf = (
  learner: string,
  { items, outcomes: codes }: Replay.Encoded,
  predictions: Float64Array
): Metrics.Scored => {
  const p: Array<number> = []
  const correct: Array<number> = []
  for (let i = 0; i < items.length; i++) {
    const outcome = outcomes[codes[i] ?? -1]
    if (outcome === 'skipped') continue
    p.push(predictions[i] ?? 0)
    correct.push(outcome === 'correct' ? 1 : 0)
  }
  return { learner, p, correct, skips: items.length - p.length }
}

/** Bytes to begin with: what a few learners take. */
const SIZE = 1 << 20

export const of = ({ bank, locale, seed, profiles: wanted }: Plan): ((shard: Shard) => Done) => {
  const model = Model.of(bank)
  const context = Replay.context(model, locale)
  const addLines = PredictionLines.adder(model)
  return ({ learners, counts, codes }) => {
    const profiles = Bytes.gathered(SIZE)
    const predictions = Bytes.gathered(SIZE)
    let from = 0
    const scored = learners.map((learner, n) => {
      const own = codes.subarray(from, (from += counts[n] ?? 0))
      const responses: Replay.Encoded = { items: own.map(LogRow.itemOf), outcomes: own.map(LogRow.outcomeOf) }
      const add = (predicted: Float64Array): Metrics.Scored => {
        addLines(predictions, learner, responses, predicted)
        return scoredOf(learner, responses, predicted)
      }
      if (!wanted) return add(Replay.predictions(context, responses))
      const replayed = Replay.fold(context, responses)
      addProfile(profiles, Replay.evidence(context, learner, responses, replayed))
      return add(replayed.predictions)
    })
    return {
      learners: learners.length,
      responses: codes.length,
      profiles: profiles.take(),
      predictions: predictions.take(),
      sums: Metrics.of(seed)(scored)
    }
  }
}
