/**
 * A rule of thumb, as a baseline: what adaptive tests of acquis do where there is no model of uncertainty.
 *
 * One level L a competence is estimated on the grid 0.5 … 7.5, from a Rasch score equation with two pseudo-answers. An
 * answer decides its acquis for good, and with it others of its topic: right, those of its level and below are known;
 * wrong (a skip is wrong), those of its level and above are not. Asked is what decides most acquis on average; a
 * competence ends when nothing is left to decide.
 *
 * Laws
 * 1. every test ends, and decides every acquis that can be decided
 * 2. no challenge is asked twice
 * 3. without slips and guesses a chain is classified without an error
 *
 * @since 0.1.0
 */
import type { Outcome } from '../bank/Challenge'
import type { Item, Model } from '../knowledge/Model'
import { logistic } from '../math/Logistic'
import * as Random from '../math/Random'

interface Answer {
  readonly level: number
  readonly right: boolean
}

export interface Thumb {
  readonly model: Model
  readonly key: Random.Key
  /** Of the whole test. */
  readonly asked: number
  /** Index of the competence that is open. */
  readonly competence: number
  /** Those of the open competence. */
  readonly answers: ReadonlyArray<Answer>
  /** 0 undecided, 1 known, 2 not known, by the index of an acquis through the whole bank. */
  readonly verdicts: Uint8Array
}

export const UNDECIDED = 0
export const KNOWN = 1
export const UNKNOWN = 2

/** Right on what is easier than everything, wrong on the level before the last: both ends of the grid are held. */
const PSEUDO: ReadonlyArray<Answer> = [
  { level: 0, right: true },
  { level: 7, right: false }
]

const GRID = Array.from({ length: 15 }, (_, i) => 0.5 + i / 2)

const START = 2

/** A test that has not begun. Ties are broken by the seed. */
export const start = (model: Model, seed: Random.Seed): Thumb => ({
  model,
  key: Random.key(seed),
  asked: 0,
  competence: 0,
  answers: [],
  verdicts: new Uint8Array(model.competences.reduce((total, { levels }) => total + levels.length, 0))
})

/** The level of a competence by the answers so far. */
export interface Estimate {
  readonly add: (answer: Answer) => void
  /** That of the grid at which the number of right answers is closest to the expected one; the lower of two. */
  readonly level: () => number
}

export const estimate = (answers: ReadonlyArray<Answer> = []): Estimate => {
  const surpluses = GRID.map(() => 0)
  const add = ({ level: d, right }: Answer): void => {
    GRID.forEach((at, i) => {
      surpluses[i] = (surpluses[i] ?? 0) + (right ? 1 : 0) - logistic(at - d)
    })
  }
  for (const answer of [...PSEUDO, ...answers]) add(answer)
  return {
    add,
    level: () => {
      const distances = surpluses.map(Math.abs)
      return GRID[distances.indexOf(Math.min(...distances))] ?? START
    }
  }
}

/** The level that is estimated of the open competence. */
export const level = ({ answers }: Pick<Thumb, 'answers'>): number => estimate(answers).level()

/** For each level of each topic, how many undecided acquis lie at or below it, and at or above it. */
const reaches = (
  { model, verdicts }: Thumb,
  competence: number
): ((acquis: number) => { readonly below: number; readonly above: number }) => {
  const own = model.competences[competence]
  const open = new Map<string, Array<number>>()
  own?.competence.acquis.forEach(({ topic, level: at }, a) => {
    if (verdicts[own.acquisOffset + a] === UNDECIDED) open.set(topic, [...(open.get(topic) ?? []), at])
  })
  return (a) => {
    const acquis = own?.competence.acquis[a]
    const levels = open.get(acquis?.topic ?? '') ?? []
    const at = acquis?.level ?? 0
    return { below: levels.filter((l) => l <= at).length, above: levels.filter((l) => l >= at).length }
  }
}

/** The challenges that may be asked of a competence: the first active one of every undecided acquis. */
const candidates = (
  { model, verdicts }: Thumb,
  competence: number,
  allows: (item: Item) => boolean
): ReadonlyArray<Item> => {
  const { firstItem = 0, lastItem = 0, acquisOffset = 0 } = model.competences[competence] ?? {}
  const seen = new Set<number>()
  return model.items.slice(firstItem, lastItem).filter((item) => {
    const { acquis, challenge } = item
    if (challenge.status !== 'active' || seen.has(acquis) || !allows(item)) return false
    seen.add(acquis)
    return verdicts[acquisOffset + acquis] === UNDECIDED
  })
}

const best = (thumb: Thumb, competence: number, open: ReadonlyArray<Item>): Item | undefined => {
  const levels = thumb.model.competences[competence]?.levels
  const levelOf = ({ acquis }: Item): number => levels?.[acquis] ?? 0
  const answers = competence === thumb.competence ? thumb.answers : []
  const estimate = level({ answers })
  const reach = reaches(thumb, competence)
  const distance = (item: Item): number => Math.abs(levelOf(item) - START)
  const least = open.reduce((sofar, item) => Math.min(sofar, distance(item)), Infinity)
  const allowed = answers.length === 0 ? open.filter((item) => distance(item) === least) : open
  const values = allowed.map((item) => {
    const p = logistic(estimate - levelOf(item))
    const { below, above } = reach(item.acquis)
    return p * below + (1 - p) * above
  })
  const top = values.reduce((most, value) => Math.max(most, value), -Infinity)
  const tied = allowed.filter((_, i) => (values[i] ?? 0) >= top - 1e-9)
  return tied[Math.floor(Random.draw(thumb.key, thumb.asked + 1) * tied.length)]
}

/**
 * What to ask now, of what is allowed; undefined where everything is decided. Competences follow each other in bank
 * order.
 */
export const next = (thumb: Thumb, allows: (item: Item) => boolean = () => true): Item | undefined => {
  for (let c = thumb.competence; c < thumb.model.competences.length; c++) {
    const open = candidates(thumb, c, allows)
    if (open.length > 0) return best(thumb, c, open)
  }
  return undefined
}

/** The test after an answer to what `next` asked. */
export const answer = (thumb: Thumb, item: Item, outcome: Outcome): Thumb => {
  const own = thumb.model.competences[item.competence]
  const asked = own?.competence.acquis[item.acquis]
  if (own === undefined || asked === undefined) return thumb
  const right = outcome === 'correct'
  const verdicts = thumb.verdicts.slice()
  own.competence.acquis.forEach(({ topic, level: at }, a) => {
    const place = own.acquisOffset + a
    if (topic !== asked.topic || verdicts[place] !== UNDECIDED) return
    if (right ? at <= asked.level : at >= asked.level) verdicts[place] = right ? KNOWN : UNKNOWN
  })
  return {
    ...thumb,
    verdicts,
    asked: thumb.asked + 1,
    competence: item.competence,
    answers: [...(item.competence === thumb.competence ? thumb.answers : []), { level: asked.level, right }]
  }
}

/** 1 for each acquis held to be known, through the whole bank; where undecided, by the level that was estimated. */
export const classification = (thumb: Thumb): Uint8Array => {
  const known = new Uint8Array(thumb.verdicts.length)
  thumb.model.competences.forEach(({ levels, acquisOffset }, c) => {
    const estimate = level({ answers: c === thumb.competence ? thumb.answers : [] })
    levels.forEach((at, a) => {
      const verdict = thumb.verdicts[acquisOffset + a]
      known[acquisOffset + a] = verdict === KNOWN || (verdict === UNDECIDED && estimate >= at) ? 1 : 0
    })
  })
  return known
}
