/**
 * What the evidence amounts to, in numbers: everything that a profile says, before it is written down.
 *
 * @since 0.2.0
 */
import type { Response } from '../bank/Challenge'
import * as Belief from '../knowledge/Belief'
import { acquisCount, type CompetenceModel, type Model } from '../knowledge/Model'
import * as Moments from '../knowledge/Moments'
import type * as Vector from '../math/Vector'
import * as Recommendation from './Recommendation'
import * as Score from './Score'

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
  /** What the answers say, where that has been worked out already. */
  readonly panorama?: Moments.Panorama
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

export interface Ability {
  readonly mean: number
  readonly sd: number
}

/** A competence, looked at from all sides. */
export interface Scene extends Moments.Scene {
  readonly model: CompetenceModel
  /** Level units. */
  readonly ability: Ability
  readonly score: Score.CompetenceScore
  /** Expected share of acquis that are classified rightly. */
  readonly reliability: number
}

export interface Figures {
  readonly learner: string
  readonly known: number
  readonly unknown: number
  /** Those of the scope, in its order. */
  readonly scenes: ReadonlyArray<Scene>
  readonly overall: Score.Score
  readonly logEvidence: number
  readonly reliability: number
  /** 1 for each acquis that was asked, by its index through the whole bank. */
  readonly direct: Uint8Array
  readonly toSucceedNextTime: ReadonlyArray<Recommendation.Hint>
  readonly toLearnMore: ReadonlyArray<Recommendation.Found>
}

const abilityOf = ({ abilities }: Model, weights: Vector.Row): Ability => {
  let mean = 0
  for (let k = 0; k < weights.length; k++) mean += (weights[k] ?? 0) * (abilities[k] ?? 0)
  let variance = 0
  for (let k = 0; k < weights.length; k++) variance += (weights[k] ?? 0) * ((abilities[k] ?? 0) - mean) ** 2
  return { mean, sd: Math.sqrt(variance) }
}

/** Σ max(m, 1−m): how many acquis are expected to be classified rightly. */
const rightlyClassified = (mastery: Vector.Row): number =>
  mastery.reduce((sum, m) => sum + Math.max(m, 1 - m), 0)

const sceneOf =
  (scenes: ReadonlyArray<Moments.Scene>, model: Model) =>
  (competence: number): ReadonlyArray<Scene> => {
    const own = model.competences[competence]
    const scene = scenes[competence]
    if (own === undefined || scene === undefined) return []
    const { view, moments } = scene
    return [
      {
        model: own,
        view,
        moments,
        ability: abilityOf(model, view.ability),
        score: Score.ofCompetence(own, moments, view.ability, view.mastery),
        reliability: rightlyClassified(view.mastery) / Math.max(1, view.mastery.length)
      }
    ]
  }

const prospectsOf = (
  { model, moments, score }: Scene,
  wanted: number | undefined,
  ready: number
): ReadonlyArray<Recommendation.Prospect> => {
  const gap = wanted === undefined ? 1 : score.shortfall(wanted)
  const expected = wanted !== undefined && score.score.mean < wanted
  const found: Array<Recommendation.Prospect> = []
  moments.readiness.forEach((readiness, a) => {
    if (readiness < ready) return
    found.push({
      place: model.acquisOffset + a,
      level: model.levels[a] ?? 0,
      readiness,
      rank: readiness * (model.scoreWeights[a] ?? 0) * gap,
      expected
    })
  })
  return found
}

const directOf = ({ competences, items, itemOf }: Model, responses: ReadonlyArray<Response>): Uint8Array => {
  const direct = new Uint8Array(acquisCount(competences))
  for (const { challenge } of responses) {
    const item = items[itemOf.get(challenge) ?? -1]
    if (item !== undefined) direct[(competences[item.competence]?.acquisOffset ?? 0) + item.acquis] = 1
  }
  return direct
}

export const of = (evidence: Evidence, settings: Settings = {}): Figures => {
  const { model, responses, seed, locale = '', scope, campaign } = evidence
  const { learner = seed, known = 0.8, unknown = 0.2, ready = 0.2 } = settings
  const panorama = evidence.panorama ?? Moments.panorama(model, Belief.sums(evidence.belief))
  const scenes = scope.competences.flatMap(sceneOf(panorama.scenes, model))
  const expected = new Map(campaign?.expected ?? [])
  const count = scenes.reduce((sum, { model: { levels } }) => sum + levels.length, 0)
  return {
    learner,
    known,
    unknown,
    scenes,
    overall: Score.overall(
      scenes.map((scene) => scene.model),
      panorama.general,
      Moments.overall(model, panorama.general, scenes)
    ),
    logEvidence: Belief.logEvidence(model, panorama.belief),
    reliability:
      scenes.reduce((sum, { view }) => sum + rightlyClassified(view.mastery), 0) / Math.max(1, count),
    direct: directOf(model, responses),
    toSucceedNextTime: Recommendation.toSucceedNextTime(model, responses, locale),
    toLearnMore: Recommendation.found(
      model,
      scenes.flatMap((scene) => prospectsOf(scene, expected.get(scene.model.competence.id), ready)),
      locale
    )
  }
}
