/**
 * The rules as a campaign, a session and `--rule name=value` write them. Apart from the rules themselves, so that a page
 * that asks questions and reads no such file need not carry it.
 *
 * @since 0.1.0
 */
import type * as t from 'io-ts'
import * as Codec from '../bank/Codec'
import { make, right } from '../bank/Reading'

const count = (min: number, standIn: number): Codec.Codec<number> =>
  Codec.number({ min, integer: true }, standIn)

const duration = Codec.number({ above: 0 }, 3600)
const noLimit = Codec.oneOf(['none'])

/** A duration, or `none`: a test may lift the limit that its campaign sets. */
const limit: Codec.Codec<number> = make<number>(
  `${duration.name}, or ${noLimit.name}`,
  { _tag: 'either', options: [duration, noLimit] },
  (u): u is number => u === Infinity || duration.is(u),
  (u, context) => (u === 'none' ? right(Infinity) : duration.read(u, context)),
  (seconds) => (seconds === Infinity ? 'none' : seconds)
)

/** Any of the settings; what is left out has its default. */
export const codec = Codec.object(
  'rules',
  {},
  {
    criterion: Codec.oneOf(['information', 'accuracy', 'random']),
    per: Codec.oneOf(['question', 'minute']),
    repeats: count(1, 3),
    jump: Codec.number({ min: 0 }, 2),
    streak: count(0, 3),
    among: count(1, 1),
    maxQuestions: count(1, 20),
    maxSeconds: limit,
    precision: Codec.number({ min: 0, max: 1 }, 0.05),
    minGain: Codec.number({ min: 0 }, 0.01),
    order: Codec.oneOf(['sequential', 'interleaved'])
  }
)

/** Some of the rules. */
export type Settings = t.TypeOf<typeof codec>
