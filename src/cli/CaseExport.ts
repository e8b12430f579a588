/**
 * `acquis export case`: the framework of a bank as a CFPackage.
 *
 * @since 0.2.0
 */
import { sequenceS } from 'fp-ts/lib/Apply.js'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Bank } from '../bank/Bank'
import * as CaseExport from '../exchange/CaseExport'
import * as Loss from '../exchange/Loss'
import type { Effect } from './Capabilities'
import * as Failure from './Failure'
import type { Outbound, Settings, Written } from './Formats'
import * as Layout from './Layout'
import * as SettingValue from './SettingValue'

const localeOf = ({ locales }: Bank, settings: Settings): E.Either<Failure.Failure, string | undefined> => {
  const locale = settings.get('locale')
  if (locale === undefined || locales.includes(locale)) return E.right(locale)
  const there = locales.length === 0 ? 'it does not tell locales apart' : `it has ${locales.join(', ')}`
  return E.left(Failure.usage(`the bank has no locale \`${Layout.safeLine(locale)}\`: ${there}`))
}

const options = (bank: Bank, settings: Settings): E.Either<Failure.Failure, CaseExport.Options> =>
  pipe(
    sequenceS(E.Applicative)({
      locale: localeOf(bank, settings),
      changed: SettingValue.time(settings, 'changed'),
      base: SettingValue.address(settings, 'base')
    }),
    E.map((chosen) => ({
      ...CaseExport.defaults,
      ...SettingValue.defined({ ...chosen, creator: settings.get('creator') })
    }))
  )

export const write = ({ bank }: Outbound, settings: Settings): Effect<Written> =>
  pipe(
    TE.fromEither(options(bank, settings)),
    TE.map((chosen) => {
      const { file, losses } = CaseExport.of(chosen)(bank)
      return { text: `${JSON.stringify(file, null, 2)}\n`, notes: losses.map(Loss.sentence) }
    })
  )
