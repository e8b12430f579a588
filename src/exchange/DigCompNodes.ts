/**
 * The nodes of DigComp 3.0's data supplement, which is JSON-LD: areas, competences, proficiency levels, competence
 * statements, learning outcomes, and others that a bank has no place for.
 *
 * @since 0.2.0
 */
import type * as t from 'io-ts'
import * as Codec from '../bank/Codec'
import { make, right, wrong } from '../bank/Reading'
import * as Foreign from './Foreign'
import * as Loss from './Loss'

const text = Codec.matching(/\S/, 'a text', '')
const reference = Codec.matching(/\S/, 'the @id of a node', '')

const area = Foreign.object('a CompetenceArea', { '@id': reference, name: text }, {})

const competence = Foreign.object(
  'a Competence',
  { '@id': reference, name: text },
  { competence_area_id: reference }
)

const level = Foreign.object(
  'a ProficiencyLevel',
  { '@id': reference, eight_levels_mapping: Codec.number({ min: 1, max: 8, integer: true }, 1) },
  { four_levels_name: text }
)

const descriptor = Foreign.object(
  'a statement or an outcome',
  { '@id': reference, description: text, competence_id: reference, four_levels_proficiency_name: reference },
  { competence_area_id: reference, type: text }
)

/** What nodes of each type have to have. */
const CODECS = {
  CompetenceArea: area,
  Competence: competence,
  ProficiencyLevel: level,
  CompetenceStatement: descriptor,
  LearningOutcome: descriptor
}

export type Type = keyof typeof CODECS

/** The keys that have their say in a bank. */
const READ: Readonly<Record<Type, ReadonlySet<string>>> = {
  CompetenceArea: new Set(['@type', '@id', 'name']),
  Competence: new Set(['@type', '@id', 'name', 'competence_area_id']),
  ProficiencyLevel: new Set(['@type', '@id', 'eight_levels_mapping', 'four_levels_name']),
  CompetenceStatement: new Set([
    '@type',
    '@id',
    'description',
    'competence_id',
    'four_levels_proficiency_name',
    'competence_area_id'
  ]),
  LearningOutcome: new Set([
    '@type',
    '@id',
    'description',
    'competence_id',
    'four_levels_proficiency_name',
    'competence_area_id',
    'type'
  ])
}

interface Node {
  readonly type: Type
  readonly body: t.TypeOf<(typeof CODECS)[Type]>
}

const isType = (type: string): type is Type => Object.hasOwn(CODECS, type)

/** JSON-LD lets a node have several types. */
const typeOf = (u: Foreign.Fields): string => {
  const types: unknown = u['@type']
  const first: unknown = Array.isArray(types) ? types[0] : types
  return typeof first === 'string' ? first : ''
}

/** A node by its type; undefined for one of another type. */
const node: Codec.Codec<Node | undefined> = make<Node | undefined>(
  'a node with a @type',
  { _tag: 'any' },
  (u): u is Node | undefined => u === undefined || Foreign.isObject(u),
  (u, context) => {
    if (!Foreign.isObject(u)) return wrong('wrong-type', u, context, undefined)
    const type = typeOf(u)
    if (!isType(type)) return right(undefined)
    const { faults, value } = CODECS[type].read(u, context)
    return { faults, value: { type, body: value } }
  }
)

export const codec = Foreign.object('the data supplement of DigComp 3.0', { '@graph': Codec.list(node) }, {})

/** `CompetenceStatement/CS1.1.01` → `CS1.1.01`. */
export const codeOf = (id: string): string => id.slice(id.lastIndexOf('/') + 1)

/** A node with its place in the graph. */
export interface Placed<T extends Type = Type> {
  readonly body: t.TypeOf<(typeof CODECS)[T]>
  readonly place: number
}

export const ofType = <T extends Type>(
  nodes: ReadonlyArray<Node | undefined>,
  type: T
): ReadonlyArray<Placed<T>> =>
  nodes.flatMap((each, place) => (each?.type === type ? [{ body: each.body, place }] : []))

/** What a file says, and a bank does not: values without a place, and nodes of other types. */
export const unread = (u: unknown): ReadonlyArray<Loss.Loss> => {
  const fields = Foreign.isObject(u) ? u : {}
  const graph = fields['@graph']
  const nodes = Array.isArray(graph) ? graph.filter(Foreign.isObject) : []
  const others = new Map<string, number>()
  for (const each of nodes) {
    const type = typeOf(each)
    if (!isType(type)) others.set(type, (others.get(type) ?? 0) + 1)
  }
  return [
    ...Object.keys(CODECS).flatMap((type) =>
      isType(type)
        ? Foreign.unread(
            `${type} nodes`,
            nodes.filter((each) => typeOf(each) === type),
            READ[type]
          )
        : []
    ),
    ...[...others].flatMap(([type, count]) =>
      Loss.counted(
        type === '' ? 'nodes without a type' : `${type} nodes`,
        count,
        'a bank has no place for them'
      )
    ),
    ...Foreign.unread('the file', [fields], new Set(['@context', '@graph']))
  ]
}
