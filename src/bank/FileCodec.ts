/**
 * The codec of a whole file of ours: it names its format, may name its schema, and is read whatever its version.
 *
 * @since 0.2.0
 */
import * as Codec from './Codec'
import * as Format from './Format'
import type { Props, TypeOfProps } from './Reading'

type FileOf<F extends string, R extends Props, O extends Props> = { readonly format: F } & TypeOfProps<R> &
  Partial<TypeOfProps<O>> & { readonly $schema?: string }

/**
 * An object with these keys, its `format` and no others, and with `$schema`, by which editors check JSON. `upgrades[0]`
 * leads from version 1 to version 2, and so on up to that of `format`.
 */
export const of = <F extends string, R extends Props, O extends Props>(
  name: string,
  format: F,
  upgrades: ReadonlyArray<Format.Upgrade>,
  required: R,
  optional: O
): Codec.Codec<FileOf<F, R, O>> =>
  Codec.object(
    name,
    { format: Codec.oneOf([format], 'unsupported-format'), ...required },
    { $schema: Codec.string, ...optional },
    Format.upgraded(format, upgrades)
  )
