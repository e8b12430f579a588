/**
 * `acquis import table`: being written.
 *
 * @since 0.1.0
 */
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Effect } from './Capabilities'
import * as Failure from './Failure'
import type { Given, Reading, Settings } from './Formats'

export const read = (_files: ReadonlyArray<Given>, _settings: Settings): Effect<Reading> =>
  TE.left(Failure.usage('tables cannot be read yet'))
