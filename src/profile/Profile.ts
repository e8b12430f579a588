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
import type { Response } from '../bank/Challenge'
import type { Band } from '../bank/Level'
import * as Belief from '../knowledge/Belief'
import type { CompetenceModel, Model } from '../knowledge/Model'
import * as Moments from '../knowledge/Moments'
import * as Prediction from '../knowledge/Prediction'
import type * as Vector from '../math/Vector'
import * as Recommendation from './Recommendation'
import * as Score from './Score'

export const FORMAT = 'acquis-profile/1'

/** What a profile is made from; an `Assessment` is one. */
export interface Evidence {
  readonly model: Model
  readonly belief: Belief.Belief
  readonly responses: ReadonlyArray<Response>
  readonly seed: string
  readonly locale: string | undefined
  readonly scope: { readonly competences: ReadonlyArray<number> }
  readonly campaign: { readonly expected: ReadonlyArray<readonly [string, number]> } | undefined
  /** The stopping rule by which each competence was left, by its id: at the end of a test, the one that holds. */
  readonly stopped: ReadonlyMap<string, string>
}

/** Where the lines are drawn. */
export interface Settings {
  /** Default: the seed of the session. */
  readonly learner?: string
  /** From this mastery on an acquis counts as known (0.8), up to that one as unknown (0.2). */
  readonly known?: number
  readonly unknown?: number
  /** From this readiness on an acquis is recommended (0.2). */
  readonly ready?: number
}

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
  readonly ability: { readonly mean: number; readonly sd: number }
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

/** An object by id that has no properties but its own, so that `constructor` is an id like any other. */
const byId = <A>(entries: Iterable<readonly [string, A]>): Readonly<Record<string, A>> => {
  const record = Object.create(null) as Record<string, A>
  for (const [id, value] of entries) record[id] = value
  return record
}

const abilityOf = (
  { abilities }: Model,
  weights: Vector.Row
): { readonly mean: number; readonly sd: number } => {
  let mean = 0
  for (let k = 0; k < weights.length; k++) mean += (weights[k] ?? 0) * (abilities[k] ?? 0)
  let variance = 0
  for (let k = 0; k < weights.length; k++) variance += (weights[k] ?? 0) * ((abilities[k] ?? 0) - mean) ** 2
  return { mean, sd: Math.sqrt(variance) }
}

/** Σ max(m, 1−m): how many acquis are expected to be classified rightly. */
const rightlyClassified = (mastery: Vector.Row): number =>
  mastery.reduce((sum, m) => sum + Math.max(m, 1 - m), 0)

/** A competence, looked at from all sides once. */
interface Scene {
  readonly competence: number
  readonly model: CompetenceModel
  readonly view: Prediction.View
  readonly moments: Moments.CompetenceMoments
  readonly score: Score.CompetenceScore
}

const sceneOf =
  (views: ReadonlyArray<Prediction.View>, model: Model) =>
  (competence: number): ReadonlyArray<Scene> => {
    const own = model.competences[competence]
    const view = views[competence]
    if (own === undefined || view === undefined) return []
    const moments = Moments.ofCompetence(own, view)
    return [
      {
        competence,
        model: own,
        view,
        moments,
        score: Score.ofCompetence(own, moments, view.ability, view.mastery)
      }
    ]
  }

const acquisProfiles = (
  { model, view }: Scene,
  direct: ReadonlySet<string>,
  { known, unknown }: { readonly known: number; readonly unknown: number }
): Readonly<Record<string, AcquisProfile>> => {
  const asked = view.belief.answers > 0
  return byId(
    model.competence.acquis.map(({ id }, a): readonly [string, AcquisProfile] => {
      const mastery = view.mastery[a] ?? 0
      return [
        id,
        {
          mastery,
          status: mastery >= known ? 'known' : mastery <= unknown ? 'unknown' : 'uncertain',
          evidence: direct.has(id) ? 'direct' : asked ? 'inferred' : 'prior'
        }
      ]
    })
  )
}

const prospectsOf = (
  { competence, model, moments, score }: Scene,
  wanted: number | undefined,
  ready: number
): ReadonlyArray<Recommendation.Prospect> => {
  const gap = wanted === undefined ? 1 : score.shortfall(wanted)
  return model.competence.acquis.flatMap((acquis, a) => {
    const readiness = moments.readiness[a] ?? 0
    return readiness < ready
      ? []
      : [
          {
            competence,
            acquis,
            readiness,
            rank: readiness * (model.scoreWeights[a] ?? 0) * gap,
            expected: wanted !== undefined && score.score.mean < wanted
          }
        ]
  })
}

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
export const of = (evidence: Evidence, settings: Settings = {}): Profile => {
  const { model, belief, responses, seed, locale = '', scope, campaign, stopped } = evidence
  const { learner = seed, known = 0.8, unknown = 0.2, ready = 0.2 } = settings
  const { general, abilities } = Belief.abilities(model, belief)
  const views = abilities.map((ability, c) => Prediction.view(model, belief, c, ability))
  const scenes = scope.competences.flatMap(sceneOf(views, model))
  const expected = new Map(campaign?.expected ?? [])
  const direct = new Set(
    responses.map(({ challenge }) => {
      const item = model.items[model.itemOf.get(challenge) ?? -1]
      return item === undefined
        ? ''
        : (model.competences[item.competence]?.competence.acquis[item.acquis]?.id ?? '')
    })
  )
  const count = scenes.reduce((sum, { model: { levels } }) => sum + levels.length, 0)
  return {
    format: FORMAT,
    learner,
    bank: { id: model.bank.id, fingerprint: model.bank.fingerprint },
    responses: responses.length,
    logEvidence: Belief.logEvidence(model, belief),
    reliability:
      scenes.reduce((sum, { view }) => sum + rightlyClassified(view.mastery), 0) / Math.max(1, count),
    overall: {
      score: Score.overall(
        model,
        general,
        Moments.overall(model, belief, general, scenes),
        scenes.map(({ competence }) => competence)
      )
    },
    competences: byId(
      scenes.map((scene): readonly [string, CompetenceProfile] => {
        const { view, score } = scene
        const { id } = scene.model.competence
        return [
          id,
          {
            ability: abilityOf(model, view.ability),
            score: score.score,
            level: score.level,
            band: score.band,
            bands: score.bands,
            asked: view.belief.answers,
            reliability: rightlyClassified(view.mastery) / Math.max(1, view.mastery.length),
            stopped: stopped.get(id) ?? null,
            acquis: acquisProfiles(scene, direct, { known, unknown })
          }
        ]
      })
    ),
    recommendations: {
      toSucceedNextTime: Recommendation.toSucceedNextTime(model, responses, locale),
      toLearnMore: Recommendation.toLearnMore(
        model,
        scenes.flatMap((scene) => prospectsOf(scene, expected.get(scene.model.competence.id), ready)),
        locale
      )
    }
  }
}
