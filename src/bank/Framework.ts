/**
 * The competence framework of a bank: domains, competences, topics and acquis.
 *
 * @since 0.1.0
 */
import type { Challenge, NextTime, Resource } from './Challenge'
import type { Text } from './Text'

/** The smallest thing that one can know or not. */
export interface Acquis {
  readonly id: string
  readonly topic: string
  /** 1 … 8. */
  readonly level: number
  readonly title?: Text
  /** In level units. */
  readonly difficulty: number
  /** Ids of the acquis of this competence that knowing this one implies. */
  readonly requires: ReadonlyArray<string>
  readonly nextTime?: NextTime
  readonly learnMore: ReadonlyArray<Resource>
  readonly challenges: ReadonlyArray<Challenge>
}

export interface Topic {
  readonly id: string
  readonly title: Text
  readonly learnMore: ReadonlyArray<Resource>
}

export interface Competence {
  readonly id: string
  readonly domain?: string
  readonly title: Text
  readonly topics: ReadonlyArray<Topic>
  /** In bank order: by level, then as the file has them. */
  readonly acquis: ReadonlyArray<Acquis>
}

export interface Domain {
  readonly id: string
  readonly title?: Text
}

/** The prior of every competence's ability (model page, section 1), in level units. */
export interface Prior {
  readonly mean: number
  readonly sd: number
  /** Of two competences' abilities, 0 … 0.9. */
  readonly correlation: number
  /** How loosely topics follow the ability, > 0. */
  readonly spread: number
}

/** P(skip | known) and P(skip | not known). */
export interface Skip {
  readonly known: number
  readonly unknown: number
}
