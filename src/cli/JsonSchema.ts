/**
 * JSON Schema (draft 2020-12) of a file, made from its codec: what the schema refuses, decoding refuses, and the other
 * way round as far as structure goes. What has to hold between the parts of a file (references, solutions that fit
 * their format, probabilities that leave room for each other) is beyond it, and so are files of earlier versions.
 *
 * @since 0.1.0
 */
import type { AnyCodec, Shape } from '../bank/Codec'
import { descriptions } from './Descriptions'

/** A schema, ready for JSON. */
export type Schema = { readonly [keyword: string]: unknown }

type Props = Extract<Shape, { readonly _tag: 'object' }>['required']

/** `a challenge` → `challenge`; codecs of the same name are numbered. */
const slug = (name: string): string =>
  name
    .replace(/^(an?|the) /, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

/** The schema of a codec, with what is used in it by name under `$defs`. */
export const of = (root: AnyCodec): Schema => {
  const names = new Map<AnyCodec, string>()
  const definitions: Record<string, Schema> = {}

  const nameOf = (codec: AnyCodec): string => {
    const known = names.get(codec)
    if (known !== undefined) return known
    const taken = new Set(names.values())
    const base = slug(codec.name)
    let name = base
    for (let n = 2; taken.has(name); n++) name = `${base}-${n}`
    names.set(codec, name)
    definitions[name] = {} // holds the place, in the order of the file
    definitions[name] = { title: codec.name, ...body(codec) }
    return name
  }

  const properties = (object: string, props: Props): ReadonlyArray<readonly [string, Schema]> =>
    Object.entries(props).map(([key, codec]) => {
      const description = descriptions[object]?.[key]
      return [key, { ...reference(codec), ...(description === undefined ? {} : { description }) }]
    })

  const body = ({ shape, name }: AnyCodec): Schema => {
    switch (shape._tag) {
      case 'any':
        return {}
      case 'null':
        return { type: 'null' }
      case 'boolean':
        return { type: 'boolean' }
      case 'string':
        return { type: 'string', ...(shape.pattern === undefined ? {} : { pattern: shape.pattern.source }) }
      case 'number':
        return {
          type: shape.integer ? 'integer' : 'number',
          ...(shape.min === undefined ? {} : { minimum: shape.min }),
          ...(shape.max === undefined ? {} : { maximum: shape.max }),
          ...(shape.above === undefined ? {} : { exclusiveMinimum: shape.above }),
          ...(shape.below === undefined ? {} : { exclusiveMaximum: shape.below })
        }
      case 'oneOf':
        return { type: 'string', enum: shape.values }
      case 'list':
        return {
          type: 'array',
          items: reference(shape.item),
          ...(shape.length === undefined ? {} : { minItems: shape.length, maxItems: shape.length })
        }
      case 'entries':
        return {
          type: 'object',
          propertyNames: { title: shape.keyName, pattern: shape.key.source },
          additionalProperties: reference(shape.value)
        }
      case 'object':
        return {
          type: 'object',
          properties: Object.fromEntries([
            ...properties(name, shape.required),
            ...properties(name, shape.optional)
          ]),
          required: Object.keys(shape.required),
          additionalProperties: false
        }
      case 'either':
        return { anyOf: shape.options.map(reference) }
    }
  }

  const reference = (codec: AnyCodec): Schema =>
    codec.shape._tag === 'object' || codec.shape._tag === 'either'
      ? { $ref: `#/$defs/${nameOf(codec)}` }
      : { title: codec.name, ...body(codec) }

  const top = body(root)
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: root.name,
    ...top,
    $defs: definitions
  }
}
