/**
 * Statistics of fit as tables that people open, the worst first.
 *
 * @since 0.2.0
 */
import * as TableCell from '../exchange/TableCell'
import type { Model } from '../knowledge/Model'
import * as Dif from '../lab/Dif'
import * as Fit from '../lab/Fit'
import * as FitFile from '../lab/FitFile'
import type { Test } from '../lab/ItemFit'
import * as TableText from './TableText'

type Cells = ReadonlyArray<string>

const number = (x: number | null): string => (x === null ? '' : String(Number(x.toPrecision(6))))

const mark = (marked: boolean): string => (marked ? 'yes' : '')

const text = (head: Cells, rows: ReadonlyArray<Cells>): string => TableText.write([head, ...rows], ',')

/** All tables by the names of their files. */
export const tables = (model: Model, fit: Fit.Fit) => {
  const ids = FitFile.idsOf(model)
  const found = Fit.findings(fit)
  const challenge = (item: number): string => TableCell.guardId(ids.challenge(item))
  const acquis = (competence: number, index: number): string =>
    TableCell.guardId(ids.acquis(competence, index))
  const ends = ({
    p,
    adjusted,
    marked
  }: {
    readonly p: number
    readonly adjusted: number
    readonly marked: boolean
  }): Cells => [number(p), number(adjusted), mark(marked)]
  const classes = (item: number, by: string, { classes: own }: Test): ReadonlyArray<Cells> =>
    own.map(({ from, to, answers, right, expected, residual }) => [
      challenge(item),
      by,
      ...[from, to, answers, right, expected, residual].map(number)
    ])
  const compared = (
    of: Dif.Dif | undefined,
    isDrift: boolean,
    findings: ReadonlyArray<Fit.Marked<Dif.Finding>>
  ): string => {
    const names = of === undefined ? [] : FitFile.groupsOf(fit, of, isDrift)
    return text(
      [
        'challenge',
        'group',
        'reference',
        'answers',
        'shift',
        'difference',
        'class',
        'ratio',
        'freedom',
        'p',
        'adjusted',
        'marked'
      ],
      findings.flatMap(({ item, reference, effects, ratio, freedom, ...rest }) =>
        effects.map(({ group, answers, shift, difference }) => [
          challenge(item),
          TableCell.guard(names[group] ?? ''),
          TableCell.guard(names[reference] ?? ''),
          ...[answers, shift, difference].map(number),
          Dif.classOf(difference),
          number(ratio),
          number(freedom),
          ...ends(rest)
        ])
      )
    )
  }
  return {
    'items.csv': text(
      [
        'challenge',
        'acquis',
        'answers',
        'right',
        'expected',
        'misfit',
        'statistic',
        'freedom',
        'score-statistic',
        'score-freedom',
        'p',
        'adjusted',
        'marked'
      ],
      found.items.map(({ item, answers, right, expected, misfit, byMastery, byScore, ...rest }) => [
        challenge(item),
        TableCell.guardId(ids.acquisOf(item)),
        ...[
          answers,
          right,
          expected,
          misfit,
          byMastery.statistic,
          byMastery.freedom,
          byScore.statistic,
          byScore.freedom
        ].map(number),
        ...ends(rest)
      ])
    ),
    'item-classes.csv': text(
      ['challenge', 'by', 'from', 'to', 'answers', 'right', 'expected', 'residual'],
      found.items.flatMap(({ item, byMastery, byScore }) => [
        ...classes(item, 'mastery', byMastery),
        ...classes(item, 'score', byScore)
      ])
    ),
    'dependence.csv': text(
      ['challenge', 'other', 'learners', 'q3', 'z', 'p', 'adjusted', 'marked'],
      FitFile.cut(found.pairs, FitFile.MOST_PAIRS).map(
        ({ items: [first, second], learners, q3, z, ...rest }) => [
          challenge(first),
          challenge(second),
          ...[learners, q3, z].map(number),
          ...ends(rest)
        ]
      )
    ),
    'level-order.csv': text(
      [
        'competence',
        'topic',
        'harder',
        'easier',
        'learners',
        'harder-known',
        'easier-known',
        'z',
        'p',
        'adjusted',
        'marked'
      ],
      found.orders.map(
        ({ competence, topic, harder, easier, learners, harderKnown, easierKnown, z, ...rest }) => [
          TableCell.guardId(ids.competence(competence)),
          TableCell.guardId(topic),
          acquis(competence, harder),
          acquis(competence, easier),
          ...[learners, harderKnown, easierKnown, z].map(number),
          ...ends(rest)
        ]
      )
    ),
    'states.csv': text(
      [
        'competence',
        'topics',
        'learners',
        'violations',
        'expected',
        'z',
        'worst',
        'requires',
        'worst-violations',
        'worst-expected',
        'p',
        'adjusted',
        'marked'
      ],
      found.violations.map(({ competence, topics, learners, violations, expected, z, worst, ...rest }) => [
        TableCell.guardId(ids.competence(competence)),
        TableCell.guard(topics.join(' ')),
        ...[learners, violations, expected, z].map(number),
        ...(worst === undefined
          ? ['', '', '', '']
          : [
              acquis(competence, worst.acquis),
              acquis(competence, worst.requires),
              number(worst.violations),
              number(worst.expected)
            ]),
        ...ends(rest)
      ])
    ),
    'discrimination.csv': text(
      ['challenge', 'answers', 'discrimination', 'ratio', 'p', 'adjusted', 'marked'],
      found.discrimination.map(({ item, answers, discrimination, ratio, ...rest }) => [
        challenge(item),
        ...[answers, discrimination, ratio].map(number),
        ...ends(rest)
      ])
    ),
    'dif.csv': compared(fit.dif, false, found.dif),
    'drift.csv': compared(fit.drift?.compared, true, found.drift)
  } as const
}

export const names = [
  'items.csv',
  'item-classes.csv',
  'dependence.csv',
  'level-order.csv',
  'states.csv',
  'discrimination.csv',
  'dif.csv',
  'drift.csv'
] as const
