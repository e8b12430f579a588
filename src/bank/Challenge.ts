/**
 * What a learner is asked, and what can become of it.
 *
 * @since 0.1.0
 */
import type { Text } from './Text'

/** How a challenge is answered; `practical` is done elsewhere and reported by the app. */
export const formats = ['choice', 'choices', 'text', 'number', 'practical'] as const
export type Format = (typeof formats)[number]

export const statuses = ['active', 'draft', 'retired'] as const
/** Only active challenges are asked; the answers to the others still count. */
export type Status = (typeof statuses)[number]

/** What may be overlooked when a text is compared with its solution. */
export const leniencies = ['case', 'accents', 'spaces', 'punctuation'] as const
export type Leniency = (typeof leniencies)[number]

export type Solution =
  | { readonly _tag: 'option'; readonly option: string }
  | { readonly _tag: 'options'; readonly options: ReadonlyArray<string> }
  | {
      readonly _tag: 'text'
      readonly accept: ReadonlyArray<string>
      readonly ignore: ReadonlyArray<Leniency>
      /** Slips of the keyboard that are let pass. */
      readonly distance: number
    }
  | { readonly _tag: 'number'; readonly value: number; readonly tolerance: number }

/** Something to read, watch or try. */
export interface Resource {
  readonly title: Text
  readonly url: string
  readonly kind?: string
  /** Expected duration. */
  readonly seconds?: number
  readonly locale?: string
}

/** What helps to succeed next time: a hint, or resources. */
export type NextTime =
  | { readonly _tag: 'hint'; readonly hint: Text }
  | { readonly _tag: 'resources'; readonly resources: ReadonlyArray<Resource> }

/** One question, with what its bank leaves to default filled in. */
export interface Challenge {
  readonly id: string
  readonly format: Format
  readonly prompt?: Text
  /** Texts by option id, in the order of the file. */
  readonly options?: ReadonlyArray<readonly [string, Text]>
  readonly solution?: Solution
  /** P(wrong | known) at θ = b. */
  readonly slip: number
  /** P(right | not known) at θ = b. */
  readonly guess: number
  /** What ability adds beyond the state, ≥ 0 per level. */
  readonly discrimination: number
  /** Expected duration. */
  readonly seconds: number
  readonly timed: boolean
  readonly locales: ReadonlyArray<string>
  readonly status: Status
  /** Ids of challenges that are never asked in the same session. */
  readonly enemies: ReadonlyArray<string>
  readonly attachment?: string
  readonly nextTime?: NextTime
}

export const outcomes = ['correct', 'incorrect', 'skipped'] as const
export type Outcome = (typeof outcomes)[number]

export const isOutcome = (u: unknown): u is Outcome => outcomes.some((outcome) => outcome === u)

/** One challenge met by one learner, in the order of answering. */
export interface Response {
  readonly challenge: string
  readonly outcome: Outcome
  /** What the learner took. */
  readonly seconds?: number
  /** When it was given, milliseconds since 1970. */
  readonly at?: number
}

/** What a learner answered before a test. */
export interface Earlier {
  /** In the order of answering. */
  readonly responses: ReadonlyArray<Response>
  /** When the test takes place, milliseconds since 1970: what the age of a response is counted to. */
  readonly now?: number
}
