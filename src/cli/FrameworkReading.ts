/**
 * A framework of another format as `import` wants it: the bank with the places of its parts in the file that it comes
 * from, or all that is wrong with that file.
 *
 * @since 0.2.0
 */
import * as E from 'fp-ts/lib/Either.js'
import type { Issue } from '../bank/Issue'
import * as Loss from '../exchange/Loss'
import type { Imported } from '../exchange/SkeletonBank'
import type { Reading } from './Formats'
import type { Source } from './Source'

export const of = (
  { problems, whole, locate, value }: Source,
  convert: (u: unknown) => E.Either<ReadonlyArray<Issue>, Imported>
): Reading => {
  const failed = (issues: ReadonlyArray<Issue>): Reading => ({
    bank: undefined,
    whole: false,
    problems: [...problems, ...locate(issues)],
    locate: () => [],
    notes: []
  })
  if (!whole) return failed([])
  const converted = convert(value)
  if (E.isLeft(converted)) return failed(converted.left)
  const { bank, losses, originOf } = converted.right
  return {
    bank,
    whole,
    problems,
    locate: (issues) => locate(issues.map((issue) => ({ ...issue, path: originOf(issue.path) }))),
    notes: losses.map(Loss.sentence)
  }
}
