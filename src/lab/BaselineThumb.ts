/**
 * The rule of thumb of `Thumb` as a baseline: an answer decides its acquis for good, and with it easier or harder ones of
 * its topic; of the undecided, those up to the level that is estimated are held to be known. What is said of a challenge is
 * one of four things, and P(correct) how often answers were right where the same was said: of the learners fitted to.
 *
 * Laws
 * 4. it decides what the rule of thumb decides
 *
 * @since 0.2.0
 */
import { type Answers, type Baseline, inside, type Items, learnersOf } from './Baseline'
import * as Thumb from './Thumb'

const LEVELS = 8

/** Decided, or held to be so by the level alone. */
export const SAID = { unknown: 0, heldUnknown: 1, heldKnown: 2, known: 3 } as const

/** What the rule says of each challenge before its answer. */
export const said = ({ skillOf, skills, levelOf, competenceOf, competences }: Items) => {
  return ({ items, correct }: Answers): Uint8Array => {
    const verdicts = new Uint8Array(skills * LEVELS)
    const estimates = Array.from({ length: competences }, () => Thumb.estimate())
    return Uint8Array.from({ length: items.length }, (_, n) => {
      const item = items[n] ?? 0
      const level = levelOf[item] ?? 1
      const row = (skillOf[item] ?? 0) * LEVELS - 1
      const estimate = estimates[competenceOf[item] ?? 0]
      const verdict = verdicts[row + level]
      const isHeld = (estimate?.level() ?? 0) >= level
      const right = correct[n] === 1
      for (let at = right ? 1 : level; at <= (right ? level : LEVELS); at++)
        if (verdicts[row + at] === Thumb.UNDECIDED) verdicts[row + at] = right ? Thumb.KNOWN : Thumb.UNKNOWN
      estimate?.add({ level, right })
      if (verdict === Thumb.KNOWN) return SAID.known
      if (verdict === Thumb.UNKNOWN) return SAID.unknown
      return isHeld ? SAID.heldKnown : SAID.heldUnknown
    })
  }
}

export const thumb: Baseline<Float64Array> = {
  name: 'thumb',
  settings: [{}],
  fit: (items, _setting, corpus) => {
    const walk = said(items)
    // One right and one wrong answer more than there were.
    const right = new Float64Array(4).fill(1)
    const answers = new Float64Array(4).fill(2)
    for (const each of learnersOf(corpus))
      walk(each).forEach((what, n) => {
        right[what] = (right[what] ?? 0) + (each.correct[n] ?? 0)
        answers[what] = (answers[what] ?? 0) + 1
      })
    return right.map((n, what) => n / (answers[what] ?? 1))
  },
  predict: (items, rates) => {
    const walk = said(items)
    return (answers) => Float64Array.from(walk(answers), (what) => inside(rates[what] ?? 0.5))
  }
}
