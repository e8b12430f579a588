/**
 * What a bank cannot do, however a test goes: levels that nobody can show, acquis that its challenges do not see, pairs of
 * acquis that come to the same. From the model alone, apart from what is said of levels that no simulated test reached.
 *
 * Laws
 * 1. a planted weakness is found, and nothing besides
 *
 * @since 0.2.0
 */
import type { Assessment } from '../assessment/Assessment'
import * as Belief from '../knowledge/Belief'
import type { Block } from '../knowledge/Model'
import * as Prediction from '../knowledge/Prediction'
import type * as Vector from '../math/Vector'
import * as Score from '../profile/Score'
import type { Estimate } from './Metrics'
import * as Separation from './Separation'
import type { Subject } from './Subject'

/** Why a level is out of reach: nothing asks it; not even right answers to everything show it; no test came to show it. */
export type LevelCause = 'no-challenges' | 'challenges' | 'tests'

/** Every list of acquis is one of ids. */
export type Finding =
  | {
      readonly code: 'unreachable-level'
      readonly competence: string
      readonly levels: ReadonlyArray<number>
      readonly cause: LevelCause
      /** Those that stay in the way. */
      readonly acquis: ReadonlyArray<string>
    }
  | {
      readonly code: 'unseen-acquis'
      readonly competence: string
      readonly acquis: string
      /** What it is told from by inference only: what it requires, and what requires it. */
      readonly beside: ReadonlyArray<string>
      readonly cause: 'no-challenges' | 'noise'
      /** What a fifty-fifty doubt about it becomes when all its challenges are asked. */
      readonly clarity: number
    }
  | {
      readonly code: 'always-together'
      readonly competence: string
      readonly acquis: readonly [string, string]
      /** Of the learners who know either, the share who know both. */
      readonly share: number
    }
  | {
      readonly code: 'never-both'
      readonly competence: string
      readonly acquis: readonly [string, string]
    }

/** Below this an even doubt stays one. */
const CLEAR = 0.6
/** Where so many of those who know either know both, a question about each is one too many. */
const TOGETHER = 0.98

/** What is known of one competence. */
export interface Scene {
  readonly subject: Subject
  readonly clarity: Vector.Row
  /** P(z_k) of its ability. */
  readonly ability: Vector.Row
  readonly levels: ReadonlyArray<{
    readonly level: number
    readonly had: Estimate
    readonly reached: Estimate
  }>
}

/** What would be believed of each acquis if every challenge of the test were answered rightly: nothing can raise it more. */
const allRight = ({ model, progress }: Assessment, competence: number): Vector.Row => {
  const items = progress.remaining.flatMap((lists) =>
    lists.flatMap((list) => list.flatMap((index) => model.items[index] ?? []))
  )
  const belief = items.reduce<Belief.Belief>(
    (before, item) => Belief.observe(model, item, 'correct')(before),
    Belief.prior(model)
  )
  const focused = Belief.focusOn(model, competence)(belief)
  return Prediction.view(model, focused, competence, Belief.abilityInFocus(model, focused)).mastery
}

const levelFindings = ({ subject, levels }: Scene): ReadonlyArray<Finding> => {
  const { test, index, model, inScope, items } = subject
  const { id, acquis } = model.competence
  const ids = (keep: (a: number) => boolean): ReadonlyArray<string> =>
    acquis.flatMap((each, a) => (keep(a) ? [each.id] : []))
  const found = (
    cause: LevelCause,
    of: ReadonlyArray<number>,
    inTheWay: ReadonlyArray<string>
  ): ReadonlyArray<Finding> =>
    of.length === 0
      ? []
      : [{ code: 'unreachable-level', competence: id, levels: of, cause, acquis: inTheWay }]
  const silent = levels
    .map(({ level }) => level)
    .filter((level) =>
      items.every((own, a) => model.levels[a] !== level || inScope[a] !== true || own.length === 0)
    )
  const noChallenges = found(
    'no-challenges',
    silent,
    ids((a) => inScope[a] === true && silent.includes(model.levels[a] ?? 0))
  )
  // What is out of scope is not asked, so of what it takes to reach a level there is nothing to say.
  if (!inScope.every(Boolean)) return noChallenges
  const best = allRight(test, index)
  const top = Score.level(model, best)
  const left = levels.filter(({ level }) => !silent.includes(level))
  return [
    ...noChallenges,
    ...found(
      'challenges',
      left.flatMap(({ level }) => (level > top ? [level] : [])),
      ids((a) => (best[a] ?? 0) < 0.5 && !silent.includes(model.levels[a] ?? 0))
    ),
    ...found(
      'tests',
      left.flatMap(({ level, had, reached }) =>
        level <= top && reached.value === 0 && reached.interval[1] < had.interval[0] ? [level] : []
      ),
      []
    )
  ]
}

const unseen = ({ subject, clarity }: Scene, silent: ReadonlySet<string>): ReadonlyArray<Finding> => {
  const { model, inScope, items } = subject
  const { id: competence, acquis } = model.competence
  return acquis.flatMap(({ id, requires }, a): ReadonlyArray<Finding> => {
    if (inScope[a] !== true || silent.has(id) || (clarity[a] ?? 0) >= CLEAR) return []
    return [
      {
        code: 'unseen-acquis',
        competence,
        acquis: id,
        beside: [...requires, ...acquis.flatMap((other) => (other.requires.includes(id) ? [other.id] : []))],
        cause: items[a]?.length === 0 ? 'no-challenges' : 'noise',
        clarity: clarity[a] ?? 0
      }
    ]
  })
}

/** In a block with more acquis, only those are compared of which one requires the other. */
const SIBLINGS = 64

/** The pairs of a block, by place, of which one requires the other, or that are of one topic and level. */
const related = (
  { model: { competence } }: Subject,
  block: Block
): ReadonlyArray<readonly [number, number]> => {
  const acquis = Array.from(block.acquis, (a) => competence.acquis[a])
  const chained = block.requires.flatMap((below, j) =>
    below.map((i) => [Math.min(i, j), Math.max(i, j)] as const)
  )
  if (acquis.length > SIBLINGS) return chained
  const siblings = acquis.flatMap((one, i) =>
    acquis.flatMap((other, j) =>
      i < j &&
      one?.topic === other?.topic &&
      one?.level === other?.level &&
      !chained.some(([a, b]) => a === i && b === j)
        ? [[i, j] as const]
        : []
    )
  )
  return [...chained, ...siblings]
}

/** Of the learners of the prior who know either, the share who know both; `prior` is P(S) by state. */
const shareOfBoth = (
  { states }: Block,
  prior: Vector.Row,
  [one, other]: readonly [number, number]
): number => {
  const holding = (place: number): ReadonlyArray<number> => Array.from(states.containing[place] ?? [])
  const sum = (some: ReadonlyArray<number>): number => some.reduce((total, s) => total + (prior[s] ?? 0), 0)
  const first = new Set(holding(one))
  const both = sum(holding(other).filter((s) => first.has(s)))
  return both / (sum([...first]) + sum(holding(other)) - both)
}

const pairs = ({ subject, ability }: Scene): ReadonlyArray<Finding> => {
  const { model, inScope, items } = subject
  const { id: competence, acquis } = model.competence
  return model.blocks.flatMap((block) => {
    const prior = Separation.statePrior(block, ability)
    return related(subject, block).flatMap((places): ReadonlyArray<Finding> => {
      const [a, b] = [block.acquis[places[0]] ?? -1, block.acquis[places[1]] ?? -1]
      const [one, other] = [acquis[a], acquis[b]]
      if (one === undefined || other === undefined || inScope[a] !== true || inScope[b] !== true) return []
      const base = { competence, acquis: [one.id, other.id] as const }
      const share = shareOfBoth(block, prior, places)
      const [own, others] = [items[a] ?? [], items[b] ?? []]
      const hostile =
        own.length > 0 &&
        others.length > 0 &&
        own.every(({ enemies }) => others.every(({ index }) => enemies.includes(index)))
      return [
        ...(share > TOGETHER ? [{ code: 'always-together', ...base, share } as const] : []),
        ...(hostile ? [{ code: 'never-both', ...base } as const] : [])
      ]
    })
  })
}

/** Everything that is found of a competence. */
export const of = (scene: Scene): ReadonlyArray<Finding> => {
  const levels = levelFindings(scene)
  const silent = new Set(
    levels.flatMap((each) =>
      each.code === 'unreachable-level' && each.cause === 'no-challenges' ? each.acquis : []
    )
  )
  return [...levels, ...unseen(scene, silent), ...pairs(scene)]
}
