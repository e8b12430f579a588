/**
 * `acquis-bank/1` as it is written: the codec of the file, level by level, with what may be left out left out.
 *
 * @since 0.1.0
 */
import * as Challenge from './Challenge'
import * as Codec from './Codec'
import * as FileCodec from './FileCodec'
import type { Upgrade } from './Format'
import * as Id from './Id'
import * as Text from './Text'
import type * as t from 'io-ts'

export const FORMAT = 'acquis-bank/1'

export const locale = Codec.matching(Text.localePattern, 'a locale such as `fr` or `fr-CA`', 'en')

export const text: Codec.Codec<Text.Text> = Codec.either(
  'a text, or texts by locale',
  Codec.string,
  Codec.record(Text.localePattern, 'a locale such as `fr` or `fr-CA`', Codec.string),
  (u) => typeof u !== 'object' || u === null
)

const probability = Codec.number({ above: 0, below: 1 }, 0.1)
const seconds = Codec.number({ min: 0.001 }, 90)

/** Level units are 1 … 8: far beyond them a difference of two would leave the range of a double, and no law would hold. */
const levelUnits = { min: -100, max: 100 }

/** A page links to it: no scheme but these, and nothing that a browser would overlook in front of another. */
const ADDRESS = /^(https?:\/\/|mailto:|(?![A-Za-z][A-Za-z0-9+.-]*:))[^\s\p{Cc}]+$/u

/** Inside the folder of the bank on every system: no root, no drive or scheme, no step up. */
const ATTACHMENT =
  /^(?![A-Za-z][A-Za-z0-9+.-]*:)(?!\.\.([\\/]|$))[^\\/\p{Cc}]+([\\/](?!\.\.([\\/]|$))[^\\/\p{Cc}]+)*$/u

const resource = Codec.object(
  'a resource',
  { url: Codec.matching(ADDRESS, 'a web address, or a relative one', 'https://example.org') },
  { title: text, kind: Codec.string, seconds, locale }
)

const resources = Codec.list(resource)

const nextTime = Codec.either('a hint, or a list of resources', text, resources, (u) => !Array.isArray(u))

const acceptedTexts = Codec.object(
  'accepted texts',
  { accept: Codec.list(Codec.string) },
  {
    ignore: Codec.list(Codec.oneOf(Challenge.leniencies)),
    distance: Codec.number({ min: 0, max: 5, integer: true }, 0)
  }
)

const toleratedNumber = Codec.object(
  'a tolerated number',
  { value: Codec.number({}, 0) },
  { tolerance: Codec.number({ min: 0 }, 0) }
)

/** Which form belongs to which format is checked apart; here every form is known. */
const solution = Codec.either(
  'a solution: a text, a list of texts, a number, { accept } or { value }',
  Codec.either('a text or a list of texts', Codec.string, Codec.list(Codec.string), (u) => !Array.isArray(u)),
  Codec.either(
    'a number, { accept } or { value }',
    Codec.number({}, 0),
    Codec.either('{ accept } or { value }', acceptedTexts, toleratedNumber, (u) => !hasKey(u, 'value')),
    (u) => typeof u === 'number'
  ),
  (u) => typeof u === 'string' || Array.isArray(u)
)

const hasKey = (u: unknown, key: string): boolean =>
  typeof u === 'object' && u !== null && Object.hasOwn(u, key)

const challenge = Codec.object(
  'a challenge',
  { format: Codec.oneOf(Challenge.formats) },
  {
    prompt: text,
    options: Codec.entries(Id.pattern, 'option id', text),
    solution,
    slip: probability,
    guess: probability,
    discrimination: Codec.number({ min: 0, max: 100 }, 0),
    seconds,
    timed: Codec.boolean,
    locales: Codec.list(locale),
    status: Codec.oneOf(Challenge.statuses),
    enemies: Codec.list(Codec.id),
    attachment: Codec.matching(
      ATTACHMENT,
      'a relative path that stays in the folder of the bank',
      'attachment'
    ),
    nextTime
  }
)

const acquis = Codec.object(
  'an acquis',
  { topic: Codec.id },
  {
    title: text,
    difficulty: Codec.number(levelUnits, 1),
    requires: Codec.list(Codec.id),
    nextTime,
    learnMore: resources,
    challenges: Codec.entries(Id.pattern, 'challenge id', challenge)
  }
)

const topic = Codec.object('a topic', { title: text }, { learnMore: resources })

const competence = Codec.object(
  'a competence',
  { title: text },
  {
    domain: Codec.id,
    topics: Codec.entries(Id.pattern, 'topic id', topic),
    levels: Codec.entries(/^[1-8]$/, 'a level from 1 to 8', Codec.entries(Id.pattern, 'acquis id', acquis))
  }
)

const domain = Codec.object('a domain', {}, { title: text })

/** The prior of ability. `correlation` stops at 0.9: beyond, one factor would be measured, not competences. */
const model = Codec.object(
  'the model',
  {},
  {
    mean: Codec.number(levelUnits, 3),
    sd: Codec.number({ above: 0, max: 100 }, 1.5),
    correlation: Codec.number({ min: 0, max: 0.9 }, 0.5),
    spread: Codec.number({ min: 0.001, max: 100 }, 1)
  }
)

const defaults = Codec.object(
  'the defaults of challenges',
  {},
  {
    slip: probability,
    guess: probability,
    seconds,
    skip: Codec.object('the probabilities of skipping', {}, { known: probability, unknown: probability })
  }
)

/** From one version of the file to the next: `1 → 2` will be the first. */
const upgrades: ReadonlyArray<Upgrade> = []

/** The whole file. */
export const codec = FileCodec.of(
  'an item bank',
  FORMAT,
  upgrades,
  {
    id: Codec.id,
    title: text,
    competences: Codec.entries(Id.pattern, 'competence id', competence)
  },
  {
    locales: Codec.list(locale),
    model,
    defaults,
    domains: Codec.entries(Id.pattern, 'domain id', domain)
  }
)

/** A bank as it is written. */
export type Draft = t.TypeOf<typeof codec>
export type CompetenceDraft = t.TypeOf<typeof competence>
export type AcquisDraft = t.TypeOf<typeof acquis>
export type ChallengeDraft = t.TypeOf<typeof challenge>
export type SolutionDraft = t.TypeOf<typeof solution>
export type ResourceDraft = t.TypeOf<typeof resource>
export type NextTimeDraft = t.TypeOf<typeof nextTime>
