/**
 * `acquis import case`: a bank without challenges from a CFPackage.
 *
 * @since 0.2.0
 */
import { sequenceS } from 'fp-ts/lib/Apply.js'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import * as CaseImport from '../exchange/CaseImport'
import * as CaseLevels from '../exchange/CaseLevels'
import * as CaseRoles from '../exchange/CaseRoles'
import type { Effect } from './Capabilities'
import type * as Failure from './Failure'
import type { Given, Reading, Settings } from './Formats'
import * as FrameworkReading from './FrameworkReading'
import * as SettingValue from './SettingValue'
import * as Source from './Source'

const options = (settings: Settings): E.Either<Failure.Failure, CaseImport.Options> =>
  pipe(
    sequenceS(E.Applicative)({
      id: SettingValue.id(settings, 'id'),
      competenceDepth: SettingValue.wholeNumber(0, 99)(settings, 'competence-depth'),
      types: SettingValue.words(CaseRoles.roles)(settings, 'types'),
      level: SettingValue.wholeNumber(1, 8)(settings, 'level'),
      levelFrom: E.right(CaseLevels.sources.find((source) => source === settings.get('levels')))
    }),
    E.map((chosen) => ({
      ...CaseImport.defaults,
      ...SettingValue.defined(chosen),
      ladder: SettingValue.isYes(settings, 'ladder')
    }))
  )

export const read = ([given]: ReadonlyArray<Given>, settings: Settings): Effect<Reading> =>
  pipe(
    TE.fromEither(options(settings)),
    TE.chain((chosen) =>
      TE.fromTask(async () =>
        FrameworkReading.of(
          await Source.parse(given?.file ?? '', given?.bytes ?? new Uint8Array()),
          CaseImport.of(chosen)
        )
      )
    )
  )
