/**
 * The result of an assessment, `acquis-profile/1`: what is known and how sure that is, by acquis, competence and overall,
 * and what helps the learner on. Any belief can be profiled, wherever its responses come from.
 *
 * Laws
 * 1. it agrees with enumeration
 * 2. replay = live: the same responses give the same profile
 *
 * @since 0.1.0
 */
import type { Band } from '../bank/Level'
import * as Figures from './Figures'
import * as Recommendation from './Recommendation'
import type * as Score from './Score'

export type { Evidence, Settings } from './Figures'

export const FORMAT = 'acquis-profile/1'

export type Status = 'known' | 'unknown' | 'uncertain'

/** `direct`: one of its challenges was met; `inferred`: another acquis of its competence was; else `prior`. */
export type EvidenceKind = 'direct' | 'inferred' | 'prior'

export interface AcquisProfile {
  /** P(known | all answers). */
  readonly mastery: number
  readonly status: Status
  readonly evidence: EvidenceKind
}

export interface CompetenceProfile {
  /** Level units. */
  readonly ability: Figures.Ability
  readonly score: Score.Score
  readonly level: number
  readonly band: Band
  readonly bands: Readonly<Record<Band, number>>
  readonly asked: number
  /** Expected share of acquis that are classified rightly. */
  readonly reliability: number
  /** The stopping rule by which the competence was left, or null where it was not, or was taken up again. */
  readonly stopped: string | null
  readonly acquis: Readonly<Record<string, AcquisProfile>>
}

export interface Profile {
  readonly format: typeof FORMAT
  readonly learner: string
  readonly bank: { readonly id: string; readonly fingerprint: string }
  readonly responses: number
  /** log P(all answers). */
  readonly logEvidence: number
  readonly reliability: number
  readonly overall: { readonly score: Score.Score }
  readonly competences: Readonly<Record<string, CompetenceProfile>>
  readonly recommendations: {
    readonly toSucceedNextTime: ReadonlyArray<Recommendation.Hint>
    readonly toLearnMore: ReadonlyArray<Recommendation.Lead>
  }
}

/** What is concluded from a mastery. */
export const statusOf = (
  { known, unknown }: Pick<Figures.Figures, 'known' | 'unknown'>,
  mastery: number
): Status => (mastery >= known ? 'known' : mastery <= unknown ? 'unknown' : 'uncertain')

/** What a mastery rests on: whether the acquis was asked, and whether anything of its competence was. */
export const evidenceOf = (direct: boolean, asked: boolean): EvidenceKind =>
  direct ? 'direct' : asked ? 'inferred' : 'prior'

/** An object by id that has no properties but its own, so that `constructor` is an id like any other. */
const byId = <A>(entries: Iterable<readonly [string, A]>): Readonly<Record<string, A>> => {
  const record = Object.create(null) as Record<string, A>
  for (const [id, value] of entries) record[id] = value
  return record
}

const acquisProfiles = (
  figures: Figures.Figures,
  { model, view }: Figures.Scene
): Readonly<Record<string, AcquisProfile>> =>
  byId(
    model.competence.acquis.map(({ id }, a): readonly [string, AcquisProfile] => {
      const mastery = view.mastery[a] ?? 0
      const direct = figures.direct[model.acquisOffset + a] === 1
      return [
        id,
        {
          mastery,
          status: statusOf(figures, mastery),
          evidence: evidenceOf(direct, view.belief.answers > 0)
        }
      ]
    })
  )

/**
 * The profile of what has been learned of one learner, at any point of an assessment.
 *
 * @example
 * ```ts
 * import assert from 'node:assert/strict'
 * import { Assessment, Bank, Profile } from 'acquis'
 *
 * const levels = { 2: { sort: { topic: 't', challenges: { a: { format: 'practical' } } } } }
 * const bank = Bank.decode({
 *   format: 'acquis-bank/1', id: 'small', title: 'Small',
 *   competences: { c: { title: 'C', topics: { t: { title: 'T' } }, levels } }
 * })
 * assert(bank._tag === 'Right')
 * const answered = Assessment.answer(Assessment.start(bank.right, { seed: 7 }), { challenge: 'a', outcome: 'correct' })
 * assert(answered._tag === 'Right')
 * const profile = Profile.of(answered.right, { learner: 'l-042' })
 * assert.equal(profile.competences['c']?.acquis['sort']?.status, 'known')
 * ```
 */
export const of = (evidence: Figures.Evidence, settings: Figures.Settings = {}): Profile => {
  const { model, responses, stopped } = evidence
  const figures = Figures.of(evidence, settings)
  return {
    format: FORMAT,
    learner: figures.learner,
    bank: { id: model.bank.id, fingerprint: model.bank.fingerprint },
    responses: responses.length,
    logEvidence: figures.logEvidence,
    reliability: figures.reliability,
    overall: { score: figures.overall },
    competences: byId(
      figures.scenes.map((scene): readonly [string, CompetenceProfile] => {
        const { view, score, ability, reliability } = scene
        const { id } = scene.model.competence
        return [
          id,
          {
            ability,
            score: score.score,
            level: score.level,
            band: score.band,
            bands: score.bands,
            asked: view.belief.answers,
            reliability,
            stopped: stopped.get(id) ?? null,
            acquis: acquisProfiles(figures, scene)
          }
        ]
      })
    ),
    recommendations: {
      toSucceedNextTime: figures.toSucceedNextTime,
      toLearnMore: figures.toLearnMore.map(Recommendation.leadOf)
    }
  }
}
