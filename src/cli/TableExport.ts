/**
 * `acquis export table`: being written.
 *
 * @since 0.1.0
 */
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Effect } from './Capabilities'
import * as Failure from './Failure'
import type { Outbound, Settings, Written } from './Formats'

export const write = (_outbound: Outbound, _settings: Settings): Effect<Written> =>
  TE.left(Failure.usage('tables cannot be written yet'))
