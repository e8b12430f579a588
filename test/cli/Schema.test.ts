import { readFileSync } from 'node:fs'
import { fc, test } from '@fast-check/vitest'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import * as BankFile from '../../src/bank/BankFile'
import * as Codec from '../../src/bank/Codec'
import * as Campaign from '../../src/assessment/Campaign'
import { descriptions } from '../../src/cli/Descriptions'
import { kinds } from '../../src/cli/FileKind'
import * as JsonSchema from '../../src/cli/JsonSchema'
import * as Yaml from '../../src/cli/Yaml'
import { campaign, copy, small } from './banks'
import { run } from './fake'

const codecs = kinds.map(({ name, codec }) => [name, codec] as const)

const schemaOf = (codec: Codec.AnyCodec) => new Ajv2020({ strict: true }).compile(JsonSchema.of(codec))

const bankSchema = schemaOf(BankFile.codec)

const decodes = (codec: Codec.AnyCodec, u: unknown): boolean => Codec.examine(codec)(u).issues.length === 0

/** Values that a codec should accept, by its shape. */
const accepted = ({ shape }: Codec.AnyCodec): fc.Arbitrary<unknown> => {
  switch (shape._tag) {
    case 'any':
      return fc.jsonValue()
    case 'null':
      return fc.constant(null)
    case 'boolean':
      return fc.boolean()
    case 'string':
      return shape.pattern === undefined
        ? fc.string()
        : shape.pattern.source.includes('(?!')
          ? fc.constantFrom('towns.csv', 'a/b c.csv', '..a')
          : fc.stringMatching(shape.pattern)
    case 'number':
      return shape.integer
        ? fc.integer({ min: shape.min ?? 0, max: shape.max ?? 100 })
        : fc.double({
            min: shape.min ?? (shape.above ?? -10) + 0.01,
            max: shape.max ?? (shape.below ?? 10) - 0.01,
            noNaN: true
          })
    case 'oneOf':
      return fc.constantFrom(...shape.values)
    case 'list':
      return fc.array(accepted(shape.item), { minLength: shape.length ?? 0, maxLength: shape.length ?? 2 })
    case 'entries':
      return fc.dictionary(fc.stringMatching(shape.key), accepted(shape.value), {
        maxKeys: 2,
        noNullPrototype: true
      })
    case 'object': {
      const of = (props: Readonly<Record<string, Codec.AnyCodec>>) =>
        Object.fromEntries(Object.entries(props).map(([key, codec]) => [key, accepted(codec)]))
      return fc.record(
        { ...of(shape.required), ...of(shape.optional) },
        { requiredKeys: Object.keys(shape.required), noNullPrototype: true }
      )
    }
    case 'either':
      return fc.oneof(...shape.options.map(accepted))
  }
}

const junk = fc.oneof(
  fc.jsonValue({ maxDepth: 1 }),
  fc.constantFrom(
    -1,
    0,
    0.5,
    1,
    1.5,
    2,
    9,
    1e300,
    '',
    ' ',
    'a b',
    '../x',
    '/x',
    'fr',
    'FR',
    'choice',
    null,
    [],
    {}
  )
)

/** A value with one subtree replaced, one key renamed or taken out. */
const spoil = (u: unknown, ways: ReadonlyArray<number>, value: unknown): unknown => {
  const [way = 0, ...rest] = ways
  if (typeof u !== 'object' || u === null || ways.length === 0) return value
  const keys = Object.keys(u)
  if (keys.length === 0) return value
  const key = keys[way % keys.length]!
  const copied = (Array.isArray(u) ? [...(u as Array<unknown>)] : { ...u }) as Record<string, unknown>
  if (rest.length === 0 && way % 3 === 0 && !Array.isArray(u)) {
    if (way % 2 === 0) copied[`${key}x`] = copied[key]
    Reflect.deleteProperty(copied, key)
  } else copied[key] = spoil(copied[key], rest, value)
  return copied
}

const ways = fc.array(fc.nat(99), { minLength: 1, maxLength: 9 })

describe.each(codecs)('schema of a %s', (_, codec) => {
  const schema = schemaOf(codec)

  test.prop([accepted(codec)], { numRuns: 200 })('it accepts what the codec accepts', (u) => {
    fc.pre(decodes(codec, u))
    expect(schema(u), JSON.stringify(schema.errors)).toBe(true)
  })

  test.prop([accepted(codec), ways, junk], { numRuns: 500 })(
    'it refuses exactly what the codec refuses',
    (u, path, value) => {
      const spoilt = spoil(u, path, value)
      expect(schema(spoilt), JSON.stringify(spoilt)).toBe(decodes(codec, spoilt))
    }
  )
})

describe('schema of a bank', () => {
  it.each(['digital-skills.yaml', 'framework.yaml'])('it accepts the fixture %s', (name) => {
    const { value } = Yaml.read(readFileSync(`fixtures/${name}`, 'utf8'))
    expect(bankSchema(value), JSON.stringify(bankSchema.errors)).toBe(true)
  })

  it('accepts the banks and campaigns of these tests', () => {
    expect([bankSchema(small), schemaOf(Campaign.codec)(campaign)]).toEqual([true, true])
  })

  it.each([
    [{ halfLife: 365, retake: { afterDays: 0 } }, true],
    [{ halfLife: 0 }, false],
    [{ retake: {} }, false],
    [{ retake: { afterDays: -1 } }, false],
    [{ retake: 30 }, false]
  ])('knows how a campaign takes earlier answers: %j is %s', (keys, right) => {
    expect(schemaOf(Campaign.codec)({ ...campaign, ...keys })).toBe(right)
  })

  const challenge = ['competences', '1.1', 'levels', '1', 'add', 'challenges', 'add-a']

  it.each([
    [['format'], 'acquis-bank/2'],
    [['id'], 'a b'],
    [['id'], 7],
    [['title'], { FR: 'x' }],
    [['tilte'], 'x'],
    [['locales'], ['français']],
    [['model'], { correlation: 0.95 }],
    [['model'], { sd: 0 }],
    [['competences', '1.1', 'levels', '9'], {}],
    [['competences', '1.1', 'topics', 'a b'], { title: 'x' }],
    [[...challenge, 'format'], 'chioce'],
    [[...challenge, 'slip'], 1],
    [[...challenge, 'slip'], '0.1'],
    [[...challenge, 'guess'], 0],
    [[...challenge, 'timed'], 'yes'],
    [[...challenge, 'solution'], { value: 3, tolerance: -1 }],
    [[...challenge, 'solution'], { accept: ['x'], distance: 1.5 }],
    [[...challenge, 'attachment'], '../secret'],
    [[...challenge, 'enemies'], 'add-b'],
    [[...challenge, 'solutoin'], 3]
  ])('it refuses a wrong %j', (path, value) => {
    const bank = copy()
    let node = bank as Record<string, unknown>
    for (const key of path.slice(0, -1)) node = node[key] as Record<string, unknown>
    node[path[path.length - 1]!] = value
    expect([bankSchema(bank), decodes(BankFile.codec, bank)]).toEqual([false, false])
  })
})

describe('Descriptions laws', () => {
  it('1. every key of every file has one, and there are no others', () => {
    const keys = new Map<string, Set<string>>()
    const walk = ({ name, shape }: Codec.AnyCodec): void => {
      switch (shape._tag) {
        case 'object': {
          const known = keys.get(name) ?? new Set()
          keys.set(name, known)
          for (const [key, codec] of Object.entries({ ...shape.required, ...shape.optional })) {
            known.add(key)
            walk(codec)
          }
          break
        }
        case 'list':
          return walk(shape.item)
        case 'entries':
          return walk(shape.value)
        case 'either':
          return shape.options.forEach(walk)
        default:
      }
    }
    codecs.forEach(([, codec]) => walk(codec))
    const expected = Object.fromEntries([...keys].map(([name, each]) => [name, [...each].sort()]))
    const found = Object.fromEntries(
      Object.entries(descriptions).map(([name, each]) => [name, Object.keys(each).sort()])
    )
    expect(found).toEqual(expected)
  })

  it('are in the schema, also where it refers to another place', () => {
    expect(JsonSchema.of(BankFile.codec)).toMatchObject({
      properties: { id: { description: descriptions['an item bank']?.['id'] } },
      $defs: {
        challenge: { properties: { prompt: { $ref: expect.any(String), description: expect.any(String) } } }
      }
    })
  })
})

describe('acquis schema', () => {
  it('prints the schema', async () => {
    const { exit, stdout } = await run(['schema', 'bank'])
    expect(exit).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      title: 'an item bank',
      required: ['format', 'id', 'title', 'competences'],
      $defs: { challenge: { title: 'a challenge' } }
    })
  })

  it('writes it to a file', async () => {
    const { stdout, files } = await run(['schema', 'campaign', '--out', 'c.json'])
    expect(stdout).toBe('')
    expect(JSON.parse(files.get('c.json') ?? '')).toMatchObject({ title: 'a campaign' })
  })

  it('names what there is where it is asked for another', async () => {
    expect(await run(['schema', 'bnak'])).toMatchObject({
      exit: 2,
      stderr:
        'acquis schema: there is no schema `bnak`; did you mean `bank`? There are: bank, campaign, roles, offers, session, profile, policies, config\n'
    })
    expect(await run(['schema'])).toMatchObject({ exit: 2, stdout: '' })
  })
})
