/**
 * The baselines by name, and how they are fitted without seeing what they predict: on other learners. Either on a log
 * of their own, or on this one in five folds: the learners of a fold are predicted by parameters that the other four gave.
 * Where a baseline has several settings, each is fitted to four fifths of the learners fitted to, and the one with the
 * least log loss on the rest is fitted to all of them.
 *
 * Laws
 * 1. the answers of a fold change nothing of what its learners are predicted with
 * 2. the fold of a learner depends on the seed and its id alone
 *
 * @since 0.2.0
 */
import type { Model } from '../knowledge/Model'
import * as Random from '../math/Random'
import {
  type Answers,
  type Baseline,
  type Corpus,
  type Items,
  learnersOf,
  part,
  type Setting
} from './Baseline'
import { bkt } from './BaselineBkt'
import { elo, eloSkill } from './BaselineElo'
import { item, mean } from './BaselineMean'
import { pfa } from './BaselinePfa'
import { rasch } from './BaselineRasch'
import { thumb } from './BaselineThumb'

export const all: ReadonlyArray<Baseline<unknown>> = [mean, item, elo, eloSkill, rasch, pfa, bkt, thumb]

export const names: ReadonlyArray<string> = all.map(({ name }) => name)

export const FOLDS = 5

/** Which fold a learner is in; and whether, where it is fitted to, it is one of those that settings are compared on. */
export const placeOf = (
  seed: Random.Seed,
  learner: string
): { readonly fold: number; readonly judges: boolean } => {
  const key = Random.key(`${seed}/fold/${learner}`)
  return { fold: Math.floor(FOLDS * Random.draw(key, 0)), judges: Random.draw(key, 1) < 0.2 }
}

/** What baselines know of the challenges of a bank. */
export const itemsOf = ({ items, competences }: Model): Items => {
  const skills = new Map<string, number>()
  const skillOf = items.map(({ competence, acquis }) => {
    const key = `${competence}/${competences[competence]?.competence.acquis[acquis]?.topic ?? ''}`
    const skill = skills.get(key) ?? skills.size
    skills.set(key, skill)
    return skill
  })
  return {
    count: items.length,
    skillOf: Uint32Array.from(skillOf),
    skills: skills.size,
    levelOf: Uint32Array.from(
      items,
      ({ competence, acquis }) => competences[competence]?.levels[acquis] ?? 1
    ),
    competenceOf: Uint32Array.from(items, ({ competence }) => competence),
    competences: competences.length
  }
}

/** What all baselines are fitted to. */
export interface Material {
  readonly items: Items
  readonly corpus: Corpus
  /** By learner of the corpus. */
  readonly folds: Uint8Array
  /** 1 for those that settings are compared on. */
  readonly judges: Uint8Array
  /** Whether settings are compared at all; if not, the usual one is taken. */
  readonly tuned: boolean
}

/** A baseline (by its place in `all`), and the fold that it does not see; none where the corpus is not predicted. */
export interface Task {
  readonly baseline: number
  readonly fold: number | undefined
}

export interface Fitted {
  readonly setting: Setting
  readonly parameters: unknown
}

/** The mean log loss of a baseline's predictions. */
const lossOf = (predict: (answers: Answers) => Float64Array, corpus: Corpus): number => {
  let sum = 0
  for (const answers of learnersOf(corpus))
    predict(answers).forEach((p, i) => {
      sum -= Math.log(answers.correct[i] === 1 ? p : 1 - p)
    })
  return sum / corpus.items.length
}

/** The setting with the least loss; the first of equal ones. */
const chosen = (
  { settings, fit, predict }: Baseline<unknown>,
  items: Items,
  fitted: Corpus,
  judged: Corpus
): Setting => {
  let [best] = settings
  if (settings.length === 1 || fitted.items.length === 0 || judged.items.length === 0) return best
  let least = Infinity
  for (const setting of settings) {
    const loss = lossOf(predict(items, fit(items, setting, fitted)), judged)
    if (loss < least) [best, least] = [setting, loss]
  }
  return best
}

/** Fits one baseline after the other to the same material. */
export const fitted =
  ({ items, corpus, folds, judges, tuned }: Material) =>
  ({ baseline: place, fold }: Task): Fitted => {
    const baseline = all[place] ?? mean
    const isIn = (learner: number): boolean => fold === undefined || folds[learner] !== fold
    const judge = (learner: number): boolean => judges[learner] === 1
    const setting = tuned
      ? chosen(
          baseline,
          items,
          part(corpus, (learner) => isIn(learner) && !judge(learner)),
          part(corpus, (learner) => isIn(learner) && judge(learner))
        )
      : baseline.settings[0]
    return { setting, parameters: baseline.fit(items, setting, part(corpus, isIn)) }
  }

/** A baseline that was fitted: by fold, or once for all of them. */
export interface Rival {
  readonly baseline: number
  readonly byFold: ReadonlyArray<Fitted>
}

/** What there is to fit, rival after rival, fold after fold. */
export const tasks = (baselines: ReadonlyArray<number>, isOwn: boolean): ReadonlyArray<Task> =>
  baselines.flatMap((baseline) =>
    isOwn
      ? [{ baseline, fold: undefined }]
      : Array.from({ length: FOLDS }, (_, fold): Task => ({ baseline, fold }))
  )

/** The rivals from what their tasks came to, in order. */
export const rivals = (
  baselines: ReadonlyArray<number>,
  results: ReadonlyArray<Fitted>
): ReadonlyArray<Rival> => {
  const each = results.length / baselines.length
  return baselines.map((baseline, i) => ({ baseline, byFold: results.slice(i * each, (i + 1) * each) }))
}

/** P(correct) of each answer of a learner, by a rival. */
export const predictor = (items: Items, { baseline, byFold }: Rival) => {
  const { predict } = all[baseline] ?? mean
  const each = byFold.map(({ parameters }) => predict(items, parameters as never))
  return (fold: number, answers: Answers): Float64Array =>
    each[each.length === 1 ? 0 : fold]?.(answers) ?? new Float64Array(answers.items.length)
}
