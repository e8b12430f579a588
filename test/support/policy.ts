/**
 * Sections 5 and 6 of the model page once more, with plain sets and the oracle's numbers: which challenges may be asked
 * next, and why a competence has ended. Shares no code with `src`, and knows challenges without discrimination only.
 */
import * as Oracle from './enumeration'

/** What a challenge has besides the numbers of a `WorldChallenge`. */
export interface Trait {
  readonly timed: boolean
  readonly seconds: number
  readonly status: 'active' | 'draft' | 'retired'
  readonly locales: ReadonlyArray<string>
  readonly enemies: ReadonlyArray<string>
}

export interface Policy {
  readonly criterion: 'information' | 'random'
  readonly per: 'question' | 'minute'
  readonly repeats: number
  readonly jump: number
  readonly streak: number
  readonly among: number
  readonly maxQuestions: number
  readonly maxSeconds: number
  readonly precision: number
  readonly minGain: number
}

export interface Course {
  readonly world: Oracle.World
  readonly traits: ReadonlyMap<string, Trait>
  readonly policy: Policy
  readonly locale: string
  /** Whether an acquis is in scope, by competence and acquis. */
  readonly inScope: (competence: string, acquis: Oracle.WorldAcquis) => boolean
}

export interface Answered extends Oracle.WorldAnswer {
  readonly seconds?: number
}

interface Candidate {
  readonly id: string
  readonly competence: string
  readonly acquis: Oracle.WorldAcquis
  readonly trait: Trait
  readonly gain: number
  readonly value: number
  readonly predicted: number
}

export interface Outlook {
  readonly mastery: ReadonlyMap<string, number>
  /** By competence: what may still be asked by the hard rules, the level of the start apart. */
  readonly remaining: ReadonlyMap<string, ReadonlyArray<Candidate>>
  /** By competence: the rule that ends it; those without go on. */
  readonly ended: ReadonlyMap<string, string>
  /** What may be chosen in some competences. */
  readonly choice: (competences: ReadonlyArray<string>) => Choice
}

export interface Choice {
  /** Ids of the challenges from which one is drawn. */
  readonly pool: ReadonlySet<string>
  /**
   * The soft rules of which one can be said to have decided: those that set aside the challenge of the highest value,
   * where no other is as good. Empty where the criterion decided.
   */
  readonly rules: ReadonlySet<string>
}

const entropy = (p: number): number => (p <= 0 || p >= 1 ? 0 : -p * Math.log(p) - (1 - p) * Math.log(1 - p))

/** How near to a limit a number may come before this page and the engine may disagree on which side it lies. */
const SLACK = 1e-9

/** What the model page says of a session at one point. */
export const outlook = (course: Course, answers: ReadonlyArray<Answered>): Outlook => {
  const { world, traits, policy, locale, inScope } = course
  const { mastery } = Oracle.enumerate(world, answers)
  const acquisOf = new Map(
    world.competences.flatMap(({ id: competence, acquis }) =>
      acquis.map((each) => [each.id, { competence, acquis: each }] as const)
    )
  )
  const done = new Set(answers.map(({ challenge }) => challenge))
  const competenceOfAnswer = answers.map(({ challenge }) => {
    const { acquis } = world.challenges.find(({ id }) => id === challenge)!
    return { acquis, competence: acquisOf.get(acquis)!.competence }
  })

  const candidates = world.challenges.flatMap(
    ({ id, acquis: name, slip, guess }): ReadonlyArray<Candidate> => {
      const { competence, acquis } = acquisOf.get(name)!
      const trait = traits.get(id)!
      const hostile = [...done].some(
        (other) => trait.enemies.includes(other) || traits.get(other)!.enemies.includes(id)
      )
      const may =
        inScope(competence, acquis) &&
        trait.status === 'active' &&
        trait.locales.includes(locale) &&
        !done.has(id) &&
        !hostile
      if (!may) return []
      const m = mastery.get(name)!
      const q = m * (1 - slip) + (1 - m) * guess
      const gain = entropy(q) - m * entropy(slip) - (1 - m) * entropy(guess)
      const yes = m * (1 - world.skip.known)
      const no = (1 - m) * (1 - world.skip.unknown)
      return [
        {
          id,
          competence,
          acquis,
          trait,
          gain,
          value: policy.per === 'minute' ? gain / (trait.seconds / 60) : gain,
          predicted: (yes * (1 - slip) + no * guess) / (yes + no)
        }
      ]
    }
  )

  const remaining = new Map(
    world.competences.map(({ id }) => [id, candidates.filter(({ competence }) => competence === id)])
  )
  const questions = (id: string): number =>
    competenceOfAnswer.filter(({ competence }) => competence === id).length
  const seconds = answers.reduce(
    (sum, answer) => sum + (answer.seconds ?? traits.get(answer.challenge)!.seconds),
    0
  )

  const ended = new Map<string, string>()
  for (const { id, acquis } of world.competences) {
    const counted = acquis.filter((each) => inScope(id, each)).map((each) => mastery.get(each.id)!)
    const wrong = counted.reduce((sum, m) => sum + Math.min(m, 1 - m), 0) / Math.max(1, counted.length)
    const left = remaining.get(id)!
    if (policy.precision > 0 && wrong <= policy.precision) ended.set(id, 'precision')
    else if (questions(id) >= policy.maxQuestions) ended.set(id, 'maxQuestions')
    else if (seconds >= policy.maxSeconds) ended.set(id, 'maxSeconds')
    else if (left.length === 0) ended.set(id, 'exhausted')
    else if (policy.minGain > 0 && left.every(({ gain }) => gain <= policy.minGain)) ended.set(id, 'minGain')
  }

  const mayStart = ({ competence, acquis }: Candidate): boolean => {
    if (questions(competence) > 0) return true
    const levels = remaining.get(competence)!.map(({ acquis: { level } }) => level)
    // Nearest to 2, the lower of two: in the order 2, 1, 3, 4 …
    const [first] = [2, 1, 3, 4, 5, 6, 7, 8].filter((level) => levels.includes(level))
    return acquis.level === first
  }
  const expectedLevel = (competence: string): number => {
    const { acquis } = world.competences.find(({ id }) => id === competence)!
    const weights = Oracle.scoreWeights(acquis)
    return acquis.reduce((sum, { id }) => sum + weights.get(id)! * mastery.get(id)!, 0)
  }
  const failures = answers.length - 1 - answers.map(({ outcome }) => outcome).lastIndexOf('correct')
  const wasTimed = answers.length > 0 && traits.get(answers[answers.length - 1]!.challenge)!.timed

  const soft: ReadonlyArray<readonly [string, (each: Candidate) => boolean]> = [
    [
      'repeats',
      ({ acquis }) => competenceOfAnswer.filter((one) => one.acquis === acquis.id).length < policy.repeats
    ],
    ['jump', ({ acquis, competence }) => acquis.level <= expectedLevel(competence) + policy.jump],
    ['streak', ({ predicted }) => policy.streak === 0 || failures < policy.streak || predicted >= 0.6],
    ['timed', ({ trait }) => !(wasTimed && trait.timed)]
  ]

  const choice = (competences: ReadonlyArray<string>): Choice => {
    let left = competences.flatMap((id) => remaining.get(id)!).filter(mayStart)
    const aside: Array<readonly [string, number]> = []
    const worth = policy.minGain > 0 ? policy.minGain : 0.01
    for (const [name, rule] of soft) {
      const kept = left.filter(rule)
      if (kept.length === 0) continue
      // jump and streak give way where all that is worth asking lies behind them.
      const patient = name === 'jump' || name === 'streak'
      const telling = ({ gain }: Candidate): boolean => gain > worth
      if (patient && left.some(telling) && !kept.some(telling)) continue
      for (const each of left) if (!rule(each)) aside.push([name, each.value])
      left = kept
    }
    if (policy.criterion === 'random') return { pool: new Set(left.map(({ id }) => id)), rules: new Set() }
    const values = left.map(({ value }) => value).sort((a, b) => b - a)
    const threshold = values[Math.min(policy.among, values.length) - 1] ?? Infinity
    const top = Math.max(...aside.map(([, value]) => value))
    return {
      pool: new Set(left.filter(({ value }) => value >= threshold - SLACK).map(({ id }) => id)),
      rules: new Set(
        aside.flatMap(([name, value]) =>
          value > (values[0] ?? 0) + SLACK && value >= top - SLACK ? [name] : []
        )
      )
    }
  }
  return { mastery, remaining, ended, choice }
}
