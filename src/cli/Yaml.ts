/**
 * YAML as plain values, with the places of its paths. The only file that imports the package `yaml`; it is loaded only
 * where there is YAML to read. Keys are taken as they are written: `1.10` is not `1.1`.
 *
 * Laws
 * 1. JSON reads as YAML to the same value
 * 2. the time and memory that aliases cost is bounded
 *
 * @since 0.1.0
 */
import {
  Composer,
  type CST,
  type Document,
  isAlias,
  isDocument,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  Parser,
  type YAMLMap
} from 'yaml'
import type { Path } from '../bank/Issue'
import { DEPTH, type Location } from './Json'

export interface Remark {
  readonly offset: number
  readonly path: Path
  readonly code: 'syntax' | 'empty' | 'duplicate-key' | 'too-deep' | 'alias-bomb'
  readonly severity: 'error' | 'warning'
  readonly message: string
}

export interface Read {
  /** Undefined where it cannot be told. */
  readonly value: unknown
  readonly whole: boolean
  readonly remarks: ReadonlyArray<Remark>
  /** Of a path, or of the next thing around it where the file lacks it. */
  readonly locate: (path: Path) => Location
}

/** How many values aliases may stand for in all. */
const ALIASED = 1_000_000

const wrong = (offset: number, message: string, path: Path = []): Remark => ({
  offset,
  path,
  code: 'syntax',
  severity: 'error',
  message
})

const children = (token: CST.Token): ReadonlyArray<CST.Token | null | undefined> => {
  if (token.type === 'document') return [token.value]
  return 'items' in token
    ? (token.items as ReadonlyArray<CST.CollectionItem>).flatMap(({ key, value }) => [key, value])
    : []
}

/** The place where a text nests too deep, if it does. Without recursion: that is what it protects from. */
const tooDeep = (tokens: ReadonlyArray<CST.Token>): number | undefined => {
  const stack = tokens.map((token) => ({ token, depth: 0 }))
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    if (top.depth > DEPTH + 1) return top.token.type === 'document' ? 0 : top.token.offset
    for (const child of children(top.token))
      if (child !== null && child !== undefined) stack.push({ token: child, depth: top.depth + 1 })
  }
  return undefined
}

const keyOf = (key: unknown): string | undefined => {
  if (key === null) return ''
  if (!isScalar(key)) return undefined
  return typeof key.value === 'string' ? key.value : (key.source ?? String(key.value))
}

const offsetOf = (node: unknown): number | undefined =>
  typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)
    ? (node.range[0] as number)
    : undefined

interface Anchor {
  readonly node: Node
  readonly value: unknown
  /** How many values it holds; undefined as long as it is not complete. */
  readonly size: number | undefined
}

/** The values of a document, and what each alias stands for. */
const valuesOf = (document: Document) => {
  const remarks: Array<Remark> = []
  const anchors = new Map<string, Anchor>()
  const targets = new WeakMap<object, Node>()
  let aliased = 0
  let count = 0

  const alias = (node: Node & { source: string }, path: Path): unknown => {
    const anchor = anchors.get(node.source)
    const offset = offsetOf(node) ?? 0
    if (anchor?.size === undefined) {
      remarks.push(
        wrong(
          offset,
          anchor === undefined
            ? `the alias \`*${node.source}\` has no anchor \`&${node.source}\` before it`
            : `the alias \`*${node.source}\` stands inside of what it stands for`,
          path
        )
      )
      return undefined
    }
    targets.set(node, anchor.node)
    aliased += anchor.size
    count += anchor.size
    return anchor.value
  }

  const map = (node: YAMLMap, path: Path, at: string | undefined): unknown => {
    const record: Record<string, unknown> = {}
    if (at !== undefined) anchors.set(at, { node, value: record, size: undefined })
    const keys = new Set<string>()
    for (const { key, value } of node.items as ReadonlyArray<Pair>) {
      const name = keyOf(isAlias(key) ? (anchors.get(key.source)?.node ?? key) : key)
      const offset = offsetOf(key) ?? offsetOf(node) ?? 0
      if (name === undefined) {
        remarks.push(wrong(offset, 'a key has to be a text', path))
        continue
      }
      const place = [...path, name]
      if (keys.has(name))
        remarks.push({
          ...wrong(offset, `the key \`${name}\` stands here twice`, place),
          code: 'duplicate-key'
        })
      keys.add(name)
      if (isScalar(key) && key.anchor !== undefined)
        anchors.set(key.anchor, { node: key, value: name, size: 1 })
      Object.defineProperty(record, name, {
        value: valueOf(value as Node | null, place),
        writable: true,
        enumerable: true,
        configurable: true
      })
    }
    return record
  }

  const valueOf = (node: Node | null, path: Path): unknown => {
    count += 1
    if (node === null || aliased > ALIASED) return null
    if (isAlias(node)) return alias(node, path)
    const before = count
    const at = 'anchor' in node ? node.anchor : undefined
    let value: unknown
    if (isMap(node)) value = map(node, path, at)
    else if (isSeq(node)) {
      if (at !== undefined) anchors.set(at, { node, value: undefined, size: undefined })
      value = node.items.map((item, i) => valueOf(item as Node | null, [...path, i]))
    } else value = (node as { value?: unknown }).value
    if (at !== undefined) anchors.set(at, { node, value, size: count - before + 1 })
    return value
  }

  const value = valueOf(document.contents, [])
  if (aliased > ALIASED)
    remarks.push({
      ...wrong(0, `its aliases stand for more than ${ALIASED.toLocaleString('en')} values`),
      code: 'alias-bomb'
    })
  return { value, remarks, bomb: aliased > ALIASED, targets }
}

/** The place of a path. Maps are indexed once: a file with ten thousand problems looks up ten thousand paths. */
const locator = (document: Document, targets: WeakMap<object, Node>): Read['locate'] => {
  const indexes = new WeakMap<object, Map<string, Pair>>()
  const pairOf = (node: YAMLMap, key: string): Pair | undefined => {
    const known = indexes.get(node)
    const index = known ?? new Map(node.items.map((pair) => [keyOf(pair.key) ?? '', pair]))
    if (known === undefined) indexes.set(node, index)
    return index.get(key)
  }
  return (path) => {
    let node: unknown = document.contents
    let key = offsetOf(node) ?? 0
    for (const step of path) {
      const target = typeof node === 'object' && node !== null ? (targets.get(node) ?? node) : node
      const pair = isMap(target) ? pairOf(target, String(step)) : undefined
      const next = pair === undefined ? (isSeq(target) ? target.items[Number(step)] : undefined) : pair.value
      if (next === undefined) return { key, value: offsetOf(node) ?? key, scalar: false }
      key = offsetOf(pair === undefined ? next : pair.key) ?? key
      node = next
    }
    return { key, value: offsetOf(node) ?? key, scalar: !isMap(node) && !isSeq(node) && !isAlias(node) }
  }
}

const nothing = (remarks: ReadonlyArray<Remark>): Read => ({
  value: undefined,
  whole: false,
  remarks,
  locate: () => ({ key: 0, value: 0, scalar: false })
})

/** Everything that can be said about a text, with its value where its syntax is right. */
export const read = (text: string): Read => {
  const tokens = Array.from(new Parser().parse(text))
  const deep = tooDeep(tokens)
  if (deep !== undefined)
    return nothing([{ ...wrong(deep, `nested more than ${DEPTH} levels deep`), code: 'too-deep' }])
  const composed = Array.from(
    // Unique keys are seen to above: the package compares every key of a map with every other.
    new Composer({ uniqueKeys: false, prettyErrors: false }).compose(tokens, true, text.length)
  )
  const [document, second] = composed.filter((each) => isDocument(each))
  const syntax = composed.flatMap(({ errors, warnings }) => [
    ...errors.map(({ pos, message }) => wrong(pos[0], message)),
    ...warnings.map(({ pos, message }) => ({ ...wrong(pos[0], message), severity: 'warning' }) as const)
  ])
  if (second !== undefined)
    syntax.push(
      wrong(
        offsetOf(second) ?? offsetOf(second.contents) ?? 0,
        'a second document begins here: a file holds one'
      )
    )
  if (syntax.some(({ severity }) => severity === 'error')) return nothing(syntax)
  if (document === undefined || document.contents === null)
    return nothing([{ ...wrong(0, 'there is nothing in this file but comments'), code: 'empty' }])
  const { value, remarks, bomb, targets } = valuesOf(document)
  return {
    value,
    whole: !bomb,
    remarks: [...syntax, ...remarks],
    locate: locator(document, targets)
  }
}
