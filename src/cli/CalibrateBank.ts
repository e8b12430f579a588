/**
 * A bank with other parameters, and everything else that its author wrote as it was: numbers are exchanged in the text, and
 * what is new stands on a line of its own behind something short.
 *
 * Laws
 * 1. what is read from the new text is the bank with these parameters
 * 2. everything else stays to the last byte
 *
 * @since 0.2.0
 */
import {
  isAlias,
  isMap,
  isScalar,
  type Pair,
  parseDocument,
  type ParsedNode,
  type Scalar,
  type YAMLMap
} from 'yaml'
import type { Model } from '../knowledge/Model'
import type { Entry } from '../lab/CalibrationVector'
import { valueOf } from '../lab/CalibrationVector'
import type { Parameters } from '../knowledge/Parameters'

/** A value to be written: the keys that lead to it. */
export interface Edit {
  readonly path: ReadonlyArray<string>
  readonly value: number
}

/** Where the parameters of a bank stand in its file. */
export const edits = (
  { items, competences }: Model,
  entries: ReadonlyArray<Entry>,
  at: Parameters
): ReadonlyArray<Edit> => {
  const acquis = competences.flatMap(({ competence }) =>
    competence.acquis.map((each) => ({
      path: ['competences', competence.id, 'levels', String(each.level), each.id]
    }))
  )
  return entries.flatMap((entry): ReadonlyArray<Edit> => {
    const { kind, index, others } = entry
    const value = valueOf(at, entry)
    if (kind === 'difficulty') return [{ path: [...(acquis[index]?.path ?? []), kind], value }]
    if (kind !== 'slip' && kind !== 'guess' && kind !== 'discrimination')
      return [{ path: ['model', kind], value }]
    return [index, ...others].map((i) => {
      const item = items[i]
      const own = acquis[(competences[item?.competence ?? 0]?.acquisOffset ?? 0) + (item?.acquis ?? 0)]
      return { path: [...(own?.path ?? []), 'challenges', item?.challenge.id ?? '', kind], value }
    })
  })
}

type Splice = readonly [from: number, to: number, text: string]

type Map = YAMLMap<ParsedNode, ParsedNode | null>

const keyOf = ({ key }: Pair<ParsedNode, ParsedNode | null>): string =>
  isScalar(key) ? ((key as Scalar).source ?? String(key.value)) : ''

const pairOf = (map: Map, key: string): Pair<ParsedNode, ParsedNode | null> | undefined =>
  map.items.find((pair) => keyOf(pair) === key)

/** The text in front of a place, back to the beginning of its line. */
const before = (text: string, at: number): string => text.slice(text.lastIndexOf('\n', at - 1) + 1, at)

/** Behind the first short value of a map: one that ends on the line of its key. */
const anchorOf = (map: Map): Pair<ParsedNode, ParsedNode | null> | undefined =>
  map.items.find(
    ({ value }) =>
      isScalar(value) &&
      (value.type === 'PLAIN' || value.type === 'QUOTE_DOUBLE' || value.type === 'QUOTE_SINGLE')
  )

/** Some keys that a map lacks, behind another; undefined where there is no place for them. */
const addition = (
  text: string,
  map: Map,
  added: ReadonlyArray<readonly [string, string]>
): Splice | undefined => {
  const anchor = anchorOf(map)
  const end = anchor?.value?.range[1]
  const start = anchor?.key.range[0]
  if (end === undefined || start === undefined) return undefined
  const lead = before(text, start)
  const isQuoted = text[start] === '"'
  const name = (key: string): string => (isQuoted ? `"${key}"` : key)
  if (map.flow === true) {
    const apart = /^\s*$/.test(lead) ? `\n${lead}` : ' '
    const gap = /^"[^"]*":\S/.test(text.slice(start)) ? '' : ' '
    return [
      end,
      end,
      added
        .map(([key, value]) => `,${gap === '' && apart === ' ' ? '' : apart}${name(key)}:${gap}${value}`)
        .join('')
    ]
  }
  const line = text.indexOf('\n', end)
  const at = line < 0 ? text.length : line
  const cut = text[at - 1] === '\r' ? at - 1 : at
  const stop = cut === at ? '\n' : '\r\n'
  const indent = lead.replace(/[^\s]/g, ' ')
  return [cut, cut, added.map(([key, value]) => `${stop}${indent}${name(key)}: ${value}`).join('')]
}

/** The text with all edits made; or the path of one that cannot be. */
export const edited = (
  text: string,
  all: ReadonlyArray<Edit>
): { readonly text: string } | { readonly stuck: ReadonlyArray<string> } => {
  const document = parseDocument(text, { keepSourceTokens: false, uniqueKeys: false, schema: 'core' })
  const root = document.contents
  if (!isMap(root)) return { stuck: [] }
  const splices: Array<Splice> = []
  const missing = new Map<Map, Array<readonly [string, string]>>()
  const fresh: Array<readonly [string, string]> = []
  for (const { path, value } of all) {
    let map: Map | undefined = root
    for (const key of path.slice(0, -1)) {
      const inner: ParsedNode | null | undefined = map === undefined ? undefined : pairOf(map, key)?.value
      map = isMap(inner) ? inner : undefined
    }
    const last = path[path.length - 1] ?? ''
    const number = String(value)
    if (map === undefined || (path.length === 2 && map.items.length === 0)) {
      if (path.length !== 2 || pairOf(root, 'model') !== undefined) return { stuck: path }
      fresh.push([last, number])
      continue
    }
    const held = pairOf(map, last)?.value
    if (held !== undefined && held !== null) {
      if (isAlias(held) || !isScalar(held) || held.anchor !== undefined) return { stuck: path }
      splices.push([held.range[0], held.range[1], number])
      continue
    }
    const known = missing.get(map)
    if (known === undefined) missing.set(map, [[last, number]])
    else known.push([last, number])
  }
  for (const [map, added] of missing) {
    const splice = addition(text, map, added)
    if (splice === undefined) return { stuck: added.map(([key]) => key).slice(0, 1) }
    splices.push(splice)
  }
  if (fresh.length > 0) {
    const isJson = root.flow === true
    const inner = fresh.map(([key, value]) => (isJson ? `"${key}": ${value}` : `${key}: ${value}`)).join(', ')
    const splice = addition(text, root, [['model', `{ ${inner} }`]])
    if (splice === undefined) return { stuck: ['model'] }
    splices.push(splice)
  }
  let out = ''
  let at = 0
  for (const [from, to, put] of [...splices].sort(([a], [b]) => a - b)) {
    out += text.slice(at, from) + put
    at = to
  }
  return { text: out + text.slice(at) }
}
