/**
 * What `acquis validate` says of an example. A ```yaml or ```json block is a whole file, checked beside
 * `fixtures/digital-skills.yaml` where it belongs to a bank; marked `challenges` or `levels`, it is what stands under
 * that key; marked `fragment`, it is no more than YAML. A ```hex block is a file byte by byte. Marked `times N`, it
 * stands for N of itself, one after the other. Marked `issues CODE…`, it has exactly these problems. Weaknesses are looked
 * for on their own pages alone: small examples of something else are full of them.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import * as Weakness from '../../src/bank/Weakness'
import { check } from '../../src/cli/Checking'
import * as Config from '../../src/cli/Config'
import type { Problem } from '../../src/cli/Source'
import * as Source from '../../src/cli/Source'
import { root, type Block } from './blocks'

const FIXTURE = 'fixtures/digital-skills.yaml'

const fixture = Source.parse(FIXTURE, readFileSync(join(root, FIXTURE)))

/** Whether a block is a file of ours. */
export const isFile = ({ language, words }: Block): boolean =>
  ['yaml', 'json', 'hex'].includes(language) && !words.includes('import')

/** The codes that a block is said to have; none where it is said to be sound. */
export const expected = ({ words }: Block): ReadonlyArray<string> => {
  const at = words.indexOf('issues')
  return at < 0 ? [] : words.slice(at + 1)
}

const indented = (code: string, by: number): string => code.replace(/^(?=.)/gm, ' '.repeat(by))

const record = (u: unknown): Readonly<Record<string, unknown>> => u as Readonly<Record<string, unknown>>

/** A bank around what stands under `levels:`, with the topics that it speaks of. */
const around = (levels: string): string => {
  const topics = Object.values(record(parse(levels)))
    .flatMap((acquis) => Object.values(record(acquis)))
    .map((acquis) => String(record(acquis)['topic']))
  return `format: acquis-bank/1
id: around
title: Around an example
competences:
  c:
    title: C
    topics: { ${[...new Set(topics)].map((id) => `${id}: { title: ${id} }`).join(', ')} }
    levels:
${indented(levels, 6)}`
}

const aroundChallenges = (challenges: string): string =>
  around(`2:\n  a:\n    topic: t\n    challenges:\n${indented(challenges, 6)}`)

const bytesOf = ({ language, words, code }: Block): Uint8Array => {
  if (language === 'hex') return Buffer.from(code.replace(/\s+/g, ''), 'hex')
  const text = words.includes('levels')
    ? around(code)
    : words.includes('challenges')
      ? aroundChallenges(code)
      : code
  const at = words.indexOf('times')
  return Buffer.from(text.repeat(at < 0 ? 1 : Number(words[at + 1])))
}

const lenient: Config.Config = {
  ...Config.none,
  severity: new Map(Weakness.codes.map((code) => [code, 'off']))
}

const isOfWeakness = ({ place, words }: Block): boolean =>
  Weakness.codes.some((code) => place.startsWith(`docs/codes/${code}.md:`) || words.includes(code))

export const problemsOf = async (block: Block): Promise<ReadonlyArray<Problem>> => {
  const name = block.language === 'json' ? 'file.json' : 'file.yaml'
  const source = await Source.parse(name, bytesOf(block))
  if (block.words.includes('fragment')) return source.problems
  return (
    check([await fixture, source], () => (isOfWeakness(block) ? Config.none : lenient))[1]?.problems ?? []
  )
}
