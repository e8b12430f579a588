/**
 * What a bank can measure, `acquis-inspection/1`: by simulated learners who take its tests, how long these are, how much
 * they judge rightly, what they ask, and what one more challenge would buy; by the model alone, what the bank cannot tell
 * apart.
 *
 * Laws
 * 1. the same plan and learners give the same bytes, however the learners are split
 * 2. what tests expect of themselves is what comes true, on average
 *
 * @since 0.2.0
 */
import * as RulesFile from '../assessment/RulesFile'
import type { Reason } from '../assessment/Stopping'
import type { Format } from '../bank/Challenge'
import * as Belief from '../knowledge/Belief'
import type { Item } from '../knowledge/Model'
import * as Duration from './Duration'
import * as Findings from './Findings'
import * as InspectionPart from './InspectionPart'
import * as Means from './Means'
import type { Estimate } from './Metrics'
import * as OneMore from './OneMore'
import * as Overlap from './Overlap'
import * as Separation from './Separation'
import * as Subject from './Subject'
import * as Tally from './Tally'
import type * as Trial from './Trial'

export const FORMAT = 'acquis-inspection/1'

export interface Point {
  readonly questions: number
  /** Share of tests that go on beyond. */
  readonly running: number
  /** Of all tests, those that have ended as they ended. */
  readonly accuracy: number
  readonly reliability: number
}

export interface LevelInspection {
  readonly level: number
  readonly acquis: number
  /** Those that may be asked, here as everywhere below. */
  readonly challenges: number
  /** Mean of max(m, 1 − m) over its acquis at the end: how well they can be known. */
  readonly precision: Estimate
  /** Share of its acquis that are judged rightly. */
  readonly accuracy: Estimate
  /** Share of learners who have at least this level, and of tests that end with at least it. */
  readonly had: Estimate
  readonly reached: Estimate
}

export interface BlockInspection extends Separation.Separation {
  readonly acquis: ReadonlyArray<string>
}

/** A new challenge to an acquis, and by how many acquis a test would judge more of them rightly. */
export interface OneMoreInspection {
  readonly format: Format
  readonly slip: number
  readonly guess: number
  /** With one more question on it at the end, whatever else there is to ask. */
  readonly gain: Estimate
  /** Beyond what the bank's own next question would bring. */
  readonly surplus: Estimate
}

export interface AcquisInspection {
  readonly acquis: string
  readonly topic: string
  readonly level: number
  readonly precision: Estimate
  readonly accuracy: Estimate
  /** Share of tests that ask it. */
  readonly asked: Estimate
  /** What a fifty-fifty doubt about it becomes when all its challenges are asked: 0.5 where they say nothing. */
  readonly clarity: number
  readonly challenges: ReadonlyArray<{ readonly challenge: string; readonly exposure: Estimate }>
  readonly oneMore: OneMoreInspection
}

export interface Exposure {
  /** Of the challenge that most tests ask. */
  readonly max: Estimate & { readonly challenge: string }
  readonly mean: number
  /** How many no test has asked. */
  readonly unasked: number
  /** Expected share of a test's questions that another learner's test has, too. */
  readonly overlap: Estimate | null
}

export interface CompetenceInspection {
  readonly competence: string
  /** How many are in scope. */
  readonly size: { readonly acquis: number; readonly challenges: number }
  readonly questions: Estimate & {
    readonly tenth: number
    readonly median: number
    readonly ninetieth: number
  }
  readonly accuracy: Estimate
  readonly reliability: Estimate
  /** Share of tests that each rule ended. */
  readonly endings: Readonly<Record<Reason, number>>
  readonly curve: ReadonlyArray<Point>
  /** Null where nothing may be asked. */
  readonly exposure: Exposure | null
  readonly levels: ReadonlyArray<LevelInspection>
  readonly blocks: ReadonlyArray<BlockInspection>
  readonly acquis: ReadonlyArray<AcquisInspection>
}

export interface Inspection {
  readonly format: typeof FORMAT
  readonly bank: { readonly id: string; readonly fingerprint: string }
  readonly campaign: string | null
  readonly locale: string | null
  readonly seed: string
  readonly learners: number
  /** As a campaign writes them. */
  readonly rules: Readonly<Record<string, unknown>>
  /** How long the test of the campaign is; null without one. */
  readonly duration: Duration.Duration | null
  readonly competences: ReadonlyArray<CompetenceInspection>
  readonly findings: ReadonlyArray<Findings.Finding>
}

/** An estimate of a count that was kept by so many. */
const per = (count: number, { value, interval: [low, high] }: Estimate): Estimate => ({
  value: value / count,
  interval: [low / count, high / count]
})

const curveOf = ({ curve }: Tally.CompetenceTally): ReadonlyArray<Point> => {
  const at = (n: number, column: number): number =>
    (curve.sums[n * Tally.POINT.size + column] ?? 0) / curve.count
  const points = Array.from({ length: curve.sums.length / Tally.POINT.size }, (_, questions) => ({
    questions,
    running: at(questions, Tally.POINT.running),
    accuracy: at(questions, Tally.POINT.right),
    reliability: at(questions, Tally.POINT.sure)
  }))
  // Up to where the last test has ended.
  return points.slice(0, points.findIndex(({ running }) => running === 0) + 1)
}

/** The number of questions that at least so large a share of tests does not exceed. */
const quantile = (curve: ReadonlyArray<Point>, share: number): number =>
  curve.find(({ running }) => 1 - running >= share - 1e-12)?.questions ?? 0

const exposureOf = (
  { exposure, overlap }: Tally.CompetenceTally,
  items: ReadonlyArray<Item>,
  first: number
): Exposure | null => {
  const shares = items.map((item) => ({
    challenge: item.challenge.id,
    ...Means.share(exposure, item.index - first)
  }))
  const [head] = shares
  if (head === undefined) return null
  return {
    max: shares.reduce((most, each) => (each.value > most.value ? each : most), head),
    mean: shares.reduce((sum, { value }) => sum + value, 0) / shares.length,
    unasked: shares.filter(({ value }) => value === 0).length,
    overlap: Overlap.estimate(overlap)
  }
}

const levelsOf = (
  { model, inScope, items }: Subject.Subject,
  tally: Tally.CompetenceTally
): ReadonlyArray<LevelInspection> =>
  [...new Set(model.levels)]
    .sort((a, b) => a - b)
    .flatMap((level): ReadonlyArray<LevelInspection> => {
      const own = items.filter((_, a) => inScope[a] === true && model.levels[a] === level)
      const column = (name: keyof typeof Tally.LEVEL): number =>
        (level - 1) * Tally.LEVEL.size + Tally.LEVEL[name]
      if (own.length === 0) return []
      return [
        {
          level,
          acquis: own.length,
          challenges: own.flat().length,
          precision: Means.fraction(tally.levels, column('sure')),
          accuracy: Means.fraction(tally.levels, column('right')),
          had: Means.share(tally.levels, column('had')),
          reached: Means.share(tally.levels, column('reached'))
        }
      ]
    })

const acquisOf = (
  { model, inScope, items }: Subject.Subject,
  tally: Tally.CompetenceTally,
  clarity: ReadonlyArray<number>,
  fresh: ReadonlyArray<Item>
): ReadonlyArray<AcquisInspection> =>
  model.competence.acquis.flatMap(({ id, topic, level }, a): ReadonlyArray<AcquisInspection> => {
    const item = fresh[model.acquisOffset + a]
    if (inScope[a] !== true || item === undefined) return []
    const column = (name: keyof typeof Tally.ACQUIS): number => a * Tally.ACQUIS.size + Tally.ACQUIS[name]
    const worth = (name: 'gain' | 'surplus'): Estimate =>
      per(Tally.TESTS, Means.mean(tally.acquis, column(name)))
    return [
      {
        acquis: id,
        topic,
        level,
        precision: Means.fraction(tally.acquis, column('sure')),
        accuracy: Means.share(tally.acquis, column('right')),
        asked: Means.share(tally.acquis, column('asked')),
        clarity: clarity[a] ?? 0.5,
        challenges: (items[a] ?? []).map(({ challenge, index }) => ({
          challenge: challenge.id,
          exposure: Means.share(tally.exposure, index - model.firstItem)
        })),
        oneMore: {
          format: item.challenge.format,
          slip: item.slip,
          guess: item.guess,
          gain: worth('gain'),
          surplus: worth('surplus')
        }
      }
    ]
  })

/** What the trials of a competence say, and what is found of it. */
const inspected = (subject: Subject.Subject, tally: Tally.CompetenceTally, fresh: ReadonlyArray<Item>) => {
  const { test, index, model, inScope, items } = subject
  const { model: whole, rules } = test
  const ability = Belief.abilityInFocus(whole, Belief.focusOn(whole, index)(Belief.prior(whole)))
  const clarity = items.map((own) => Separation.clarity(own, rules.repeats))
  const curve = curveOf(tally)
  const levels = levelsOf(subject, tally)
  const competence: CompetenceInspection = {
    competence: model.competence.id,
    size: { acquis: inScope.filter(Boolean).length, challenges: items.flat().length },
    questions: {
      ...Means.mean(tally.test, Tally.TEST.questions),
      tenth: quantile(curve, 0.1),
      median: quantile(curve, 0.5),
      ninetieth: quantile(curve, 0.9)
    },
    accuracy: Means.fraction(tally.test, Tally.TEST.right),
    reliability: Means.fraction(tally.test, Tally.TEST.sure),
    endings: Object.fromEntries(
      Tally.reasons.map((reason, i) => [reason, Means.share(tally.test, Tally.TEST.reasons + i).value])
    ) as Record<Reason, number>,
    curve,
    exposure: exposureOf(tally, items.flat(), model.firstItem),
    levels,
    blocks: model.blocks.map((block, b) => ({
      acquis: Array.from(block.acquis, (a) => model.competence.acquis[a]?.id ?? ''),
      ...Separation.of(
        block,
        Array.from(block.acquis, (a) => items[a] ?? []),
        ability,
        `${model.competence.id}/${b}`
      )
    })),
    acquis: acquisOf(subject, tally, clarity, fresh)
  }
  const findings = Findings.of({ subject, clarity, ability, levels })
  return { competence, findings }
}

/** What becomes of learners 0 … n−1, from all parts of them. */
export const of = (plan: Trial.Plan, { tally, lengths }: InspectionPart.InspectionPart): Inspection => {
  const { bank, seed, campaign } = plan
  const subjects = Subject.of(plan)
  const test = subjects[0]?.test
  const fresh = test === undefined ? [] : OneMore.extension(test.model).items
  const all = subjects.flatMap((subject, i) => {
    const own = tally[i]
    return own === undefined ? [] : [inspected(subject, own, fresh)]
  })
  return {
    format: FORMAT,
    bank: { id: bank.id, fingerprint: bank.fingerprint },
    campaign: campaign?.id ?? null,
    locale: test?.locale ?? null,
    seed,
    learners: tally[0]?.test.count ?? 0,
    rules: test === undefined ? {} : (RulesFile.codec.encode(test.rules) as Inspection['rules']),
    duration: campaign === undefined ? null : Duration.of(lengths),
    competences: all.map(({ competence }) => competence),
    findings: all.flatMap(({ findings }) => findings)
  }
}

/** The whole inspection, here and now. To split it over workers, merge parts of the learners. */
export const run = (plan: Trial.Plan, learners: number): Inspection =>
  of(plan, InspectionPart.of(plan)({ first: 0, last: learners }))
