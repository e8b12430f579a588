/**
 * Whether a session is what the engine makes of its bank, seed, settings and answers: every choice, and the profile that
 * was made of it. For certification, and to see what an upgrade changes. A choice is compared with the one that the
 * engine makes after the answers before it, so one that differs does not make the following ones differ.
 *
 * Laws
 * 1. a session of the engine agrees
 * 2. the first difference is the first question that the engine would not have asked
 * 3. a profile agrees where its JSON does, whatever the order of its keys and its white space
 *
 * @since 0.2.0
 */
import * as E from 'fp-ts/lib/Either.js'
import * as Assessment from '../assessment/Assessment'
import * as Earlier from '../assessment/Earlier'
import type { Decider } from '../assessment/Selection'
import * as SessionFile from '../assessment/SessionFile'
import type { Reason } from '../assessment/Stopping'
import type { Bank } from '../bank/Bank'
import * as Issue from '../bank/Issue'
import * as Belief from '../knowledge/Belief'
import * as Prediction from '../knowledge/Prediction'
import * as Profile from '../profile/Profile'

/** Plain data. */
export interface Plan {
  readonly bank: Bank
  /** Whether sessions of other versions of the bank are checked against this one, or not at all. */
  readonly anyVersion: boolean
}

/** A session as it was written down, and the profile that belongs to it. */
export interface Recorded {
  /** What to call it. */
  readonly name: string
  /** Parsed JSON. */
  readonly session: unknown
  readonly profile?: unknown
}

/** A challenge that was asked, or would have been. */
export interface Choice {
  readonly challenge: string
  /** Expected information before it is answered, nats. */
  readonly gain: number
}

/** What the engine would ask at some point, and why; or why nothing. */
export type Expected =
  (Choice & { readonly rule: Decider; readonly among: number }) | { readonly finished: Reason }

/** A question that the engine would not have asked. */
export interface Difference {
  /** From 1. */
  readonly number: number
  readonly asked: Choice
  /** Whether a test with these settings may ask it at all at that point: in scope, active, in the locale, no enemy. */
  readonly open: boolean
  readonly expected: Expected
}

/** A value of a profile that is not the one that the engine computes; undefined where there is none. */
export interface Deviation {
  readonly path: Issue.Path
  readonly recorded: unknown
  readonly computed: unknown
}

/**
 * `agrees`; `choice`: the engine would have asked otherwise; `profile`: it agrees but for its profile; `version`: of
 * another version of the bank, and not checked; `unreadable`: no session of this bank.
 */
export type Verdict = 'agrees' | 'choice' | 'profile' | 'version' | 'unreadable'

export interface Finding {
  readonly name: string
  readonly verdict: Verdict
  /** Why it could not be checked, or that it was in spite of its version. */
  readonly remark?: string
  readonly seed?: string
  readonly questions: number
  /** How many of the questions the engine would not have asked. */
  readonly differences: number
  readonly first?: Difference
  /** Why the test was over after the last answer; null where it was left early. */
  readonly finished: Reason | null
  /** Absent where no profile was given. */
  readonly profile?: { readonly agrees: boolean; readonly first?: Deviation }
}

const isRecord = (u: unknown): u is Readonly<Record<string, unknown>> =>
  typeof u === 'object' && u !== null && !Array.isArray(u)

/** Values that `JSON.parse` gives: the first place at which they are not the same, what is in both looked at first. */
export const deviation = (
  recorded: unknown,
  computed: unknown,
  path: Issue.Path = []
): Deviation | undefined => {
  const lists = Array.isArray(recorded) && Array.isArray(computed)
  if (!lists && !(isRecord(recorded) && isRecord(computed)))
    return JSON.stringify(recorded) === JSON.stringify(computed) ? undefined : { path, recorded, computed }
  const [own, other] = [
    new Map<string, unknown>(Object.entries(recorded)),
    new Map<string, unknown>(Object.entries(computed))
  ]
  for (const key of new Set([...other.keys(), ...own.keys()])) {
    const found = deviation(own.get(key), other.get(key), [...path, lists ? Number(key) : key])
    if (found !== undefined) return found
  }
  return undefined
}

/** What a challenge tells before it is answered. */
const choiceOf = ({ model, belief }: Assessment.Assessment, challenge: string): Choice => {
  const item = model.items[model.itemOf.get(challenge) ?? -1]
  if (item === undefined) return { challenge, gain: 0 }
  const focused = Belief.focusOn(model, item.competence)(belief)
  const ability = Belief.abilityInFocus(model, focused)
  const view = Prediction.view(model, focused, item.competence, ability)
  return { challenge, gain: Prediction.gain(model, view, item) }
}

const isOpen = ({ model, progress }: Assessment.Assessment, challenge: string): boolean => {
  const index = model.itemOf.get(challenge) ?? -1
  return progress.remaining.some((lists) => lists.some((list) => list.includes(index)))
}

const expectedOf = (step: Assessment.Step): Expected =>
  step._tag === 'Finished'
    ? { finished: step.reason }
    : { challenge: step.challenge, gain: step.gain, rule: step.rule, among: step.among }

/** What the engine makes of a session. */
interface Course {
  readonly end: Assessment.Assessment
  readonly differences: number
  readonly first?: Difference
}

/** The same session once more from its beginning, question by question. */
const rerun = ({
  bank,
  seed,
  locale,
  campaign,
  rules,
  earlier,
  responses
}: Assessment.Assessment): Course => {
  let state = Earlier.start(bank, {
    seed,
    rules,
    ...(earlier === undefined ? {} : { earlier }),
    ...(locale === undefined ? {} : { locale }),
    ...(campaign === undefined ? {} : { campaign })
  })
  let first: Difference | undefined
  let differences = 0
  for (const response of responses) {
    const { step } = state
    const { challenge } = response
    if (step._tag === 'Finished' || step.challenge !== challenge) {
      differences++
      first ??= {
        number: state.responses.length + 1,
        asked: choiceOf(state, challenge),
        open: isOpen(state, challenge),
        expected: expectedOf(step)
      }
    }
    const next = Assessment.answer(state, response)
    if (E.isLeft(next)) break
    state = next.right
  }
  return { end: state, differences, ...(first === undefined ? {} : { first }) }
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

/** The profile that the engine makes, under the name and the version of the bank that the recorded one goes by. */
const profileOf = (end: Assessment.Assessment, recorded: unknown, fingerprint: string): unknown => {
  const learner = isRecord(recorded) ? recorded['learner'] : undefined
  const { id } = end.bank
  const profile = Profile.of(Earlier.evidence(end), typeof learner === 'string' ? { learner } : {})
  return plain({ ...profile, bank: { id, fingerprint } })
}

/** The audit of one session. */
export const of =
  ({ bank, anyVersion }: Plan) =>
  ({ name, session, profile }: Recorded): Finding => {
    const decoded = SessionFile.decode(bank)(session)
    const unchecked = { questions: 0, differences: 0, finished: null }
    if (E.isLeft(decoded)) {
      const [issue] = decoded.left
      const at = issue.path.length === 0 ? '' : `${Issue.showPath(issue.path)}: `
      return { name, verdict: 'unreadable', remark: `${at}${Issue.message(issue)}`, ...unchecked }
    }
    const { assessment, warnings } = decoded.right
    const { seed } = assessment
    const questions = assessment.responses.length
    const changed = warnings.find((issue) => issue._tag === 'changed-bank')
    const remark = changed === undefined ? {} : { remark: Issue.message(changed) }
    if (changed !== undefined && !anyVersion)
      return { name, verdict: 'version', ...remark, seed, ...unchecked, questions }
    const { end, differences, first } = rerun(assessment)
    const computed = profileOf(end, profile, changed?.actual ?? bank.fingerprint)
    const other = profile === undefined ? undefined : deviation(plain(profile), computed)
    return {
      name,
      verdict: differences > 0 ? 'choice' : other === undefined ? 'agrees' : 'profile',
      ...remark,
      seed,
      questions,
      differences,
      ...(first === undefined ? {} : { first }),
      finished: end.step._tag === 'Finished' ? end.step.reason : null,
      ...(profile === undefined
        ? {}
        : { profile: { agrees: other === undefined, ...(other === undefined ? {} : { first: other }) } })
    }
  }

/** Session after session. */
export const all =
  (plan: Plan) =>
  (recorded: ReadonlyArray<Recorded>): ReadonlyArray<Finding> =>
    recorded.map(of(plan))
