/**
 * The report of a calibration in English.
 *
 * @since 0.2.0
 */
import type { Words } from './FitWords'

export const en: Words = {
  title: (bank) => `How well “${bank}” fits what was answered`,
  design: (answers, learners) => `${answers} answers of ${learners} learners, against the calibrated bank.`,
  bottomLine: (marked, shown) =>
    marked === 0
      ? 'Nothing is further off than chance explains.'
      : marked === 1
        ? 'One finding is worth an author’s time.'
        : `${shown} findings are worth an author’s time.`,
  facts: {
    bank: 'Bank',
    logs: 'Logs',
    rows: 'Rows',
    rejected: 'Rejected',
    fitted: 'Fitted',
    logLikelihood: 'Log-likelihood',
    criteria: 'AIC, BIC'
  },
  data: 'The numbers',
  unfitted: 'nothing: the bank as it is',
  first: 'What to look at first',
  nothing: 'Nothing is marked. What comes closest stands first in each table.',
  markNote: '● beyond chance, counting how much was tested, and large enough to matter.',
  advice: 'What an author could do',
  kind: {
    items: {
      title: 'Challenges that do not answer as expected',
      sentence: (all, marked) => `Of ${all} challenges with enough answers, ${marked} are marked.`,
      none: (least) => `No challenge has ${least} answers.`,
      table:
        'Right answers, expected and observed. Misfit is how far they lie apart by mastery, in percentage points, less what chance adds.',
      columns: ['Challenge', 'Answers', 'Expected', 'Right', 'Misfit', 'p'],
      advice: [
        'Right more often than expected where mastery is low: it can be guessed, the options give it away, or something else than this acquis is enough.',
        'Wrong more often than expected where mastery is high: look at the solution first (is it right, does it accept all that is right?), then at the wording.',
        'Flat all the way: it may ask for another acquis than the one it stands under.'
      ]
    },
    pairs: {
      title: 'Challenges that go together more than they should',
      sentence: (all, marked) => `Of ${all} pairs with enough learners in common, ${marked} are marked.`,
      none: (least) => `No two challenges have ${least} learners in common.`,
      table: 'Q3 is the correlation of surprises over the learners who answered both; 0 is expected.',
      columns: ['Challenges', 'Learners', 'Q3', 'p'],
      advice: [
        'Above 0: one gives the other away, or both hang on one text, file or trick. Name one among the enemies of the other, so that nobody gets both, or drop one.',
        'Below 0: whoever gets the one right tends to get the other wrong. Look for time that one takes from the other, or for two answers that cannot both be held.'
      ]
    },
    orders: {
      title: 'Levels in the wrong order',
      sentence: (all, marked) =>
        `Of ${all} pairs of acquis of one topic with enough learners in common, ${marked} are marked.`,
      none: (least) => `No two levels of a topic have ${least} learners in common.`,
      table:
        'How many of the learners who answered both know each, as their answers say, slips and guesses taken off.',
      columns: ['The harder, and the easier', 'Learners', 'Know the harder', 'Know the easier', 'p'],
      advice: [
        'Compare what the two ask for: one may stand at the wrong level. Move it, or give it a difficulty of its own.',
        'Look at the challenges: those of the harder one may be easier than the acquis they stand for, or those of the easier one too narrow.'
      ]
    },
    violations: {
      title: 'Requirements that do not hold',
      sentence: (all, marked) => `Of ${all} topics with enough learners, ${marked} are marked.`,
      none: (least) =>
        `No topic has ${least} learners who answered to an acquis and to one that it requires.`,
      table:
        'The share of learners whose answers, taken at their word, say that they know an acquis without one that it requires.',
      columns: ['Topic', 'Learners', 'Observed', 'Expected', 'p'],
      advice: [
        'Below the topic stands the requirement that is broken most beyond what is expected. If people can well know the one without the other, write its list of requires by hand, without that one.',
        'If they cannot, the challenges of the required acquis are harder than it is: look at them.'
      ]
    },
    discrimination: {
      title: 'Challenges that ask for more than their acquis',
      sentence: (all, marked) => `Of ${all} challenges with enough answers, ${marked} are marked.`,
      none: (least) => `No challenge has ${least} answers.`,
      table:
        'd is what the ability adds per level, beyond knowing the acquis or not, as fitted for this challenge alone.',
      columns: ['Challenge', 'Answers', 'd', 'p'],
      advice: [
        'Fit it: --fit slip,guess,discrimination. Predictions get better at once.',
        'Or look at what it takes besides its acquis: much reading, many steps, another program. An acquis that is really two can be split.'
      ]
    },
    dif: {
      title: 'Challenges that treat groups differently',
      sentence: (all, marked) =>
        `Of ${all} challenges with enough answers of two groups, ${marked} are marked.`,
      none: (least) => `No challenge has ${least} answers of each of two groups.`,
      table:
        'By how many percentage points a challenge is easier (+) or harder (−) for a group than for others who know as much. A is negligible, B worth a look, C large.',
      columns: ['Challenge', 'Group', 'Difference', 'Class', 'p'],
      advice: [
        'Look for words, customs, programs or devices that one group knows better and that the acquis is not about.',
        'A challenge of class C is better given the status retired until that is understood.'
      ]
    },
    drift: {
      title: 'Challenges that change with time',
      sentence: (all, marked) =>
        `Of ${all} challenges with enough answers of two periods, ${marked} are marked.`,
      none: (least) => `No challenge has ${least} answers of each of two periods.`,
      table:
        'By how many percentage points a challenge is easier (+) or harder (−) in a period than in another for people who know as much.',
      columns: ['Challenge', 'Period', 'Difference', 'Class', 'p'],
      advice: [
        'Easier as time goes by: its solution may have got about. Write another one.',
        'Harder: a program, a site or a rule that it is about may have changed. Bring it up to date.'
      ]
    }
  },
  item: (challenge, right, expected) =>
    `${challenge}: ${right} right, ${expected} expected, and not evenly so`,
  pair: (one, other, q3) => `${one} and ${other} go together (Q3 ${q3})`,
  order: (harder, easier, by) => `${harder} is known by ${by} more than the easier ${easier}`,
  violation: (topic, share, expected) =>
    `${topic}: ${share} break a requirement, where ${expected} are expected to by slips and guesses`,
  bent: (challenge, d) => `${challenge} asks for more than its acquis (d = ${d})`,
  differs: (challenge, difference, group, reference) =>
    `${challenge}: ${difference} for ${group} against ${reference}`,
  drifts: (challenge, difference, period) => `${challenge}: ${difference} in ${period}`,
  curve: (challenge) => `Right answers to ${challenge}, by mastery`,
  curveLabel: (challenge, worst) =>
    `The share of right answers to ${challenge} against the mastery expected before the answer, beside what is expected; they lie ${worst} apart at most.`,
  curveAxis: ['mastery before the answer, %', '% of answers that were right'],
  curveLegend: ['observed', 'expected'],
  curveTable: (challenge) => `Answers to ${challenge}, by the mastery expected before.`,
  curveColumns: ['Mastery', 'Answers', 'Expected', 'Right', 'Residual'],
  against: (group, reference) => `${group}, against ${reference}`,
  without: (acquis, required) => `${acquis} without ${required}`,
  points: (x) => `${x} points`,
  by: (title, column) => `${title}: by ${column}`,
  noColumn: 'No column was named: --dif COLUMN compares learners by one.',
  noTimes: 'The log has no times, or all answers fall into one period.',
  groups: 'The groups, each with an ability of its own.',
  periods: 'The periods, each with an ability of its learners.',
  period: 'Period',
  groupColumns: ['Learners', 'Answers', 'Mean ability'],
  omitted: (values) => `Left out, with too few learners: ${values}.`,
  cutPairs: (compared, eligible) =>
    `Of ${eligible} challenges, the ${compared} with the most answers were compared.`,
  more: (count) => `${count} more stand in the tables that --fit-out DIR writes.`,
  estimates: 'What was fitted',
  estimatesTable: 'Parameters, before and now.',
  estimateColumns: ['Parameter', 'Before', 'Now', '95% interval', 'Answers'],
  range: (low, high) => `${low} to ${high}`,
  method: 'How this was found',
  methodParagraphs: [
    'Misfit and Q3 rest on surprises: what came, less the probability that the answers before it gave. That is right for adaptive tests, too. In classes of mastery and of answers so far, the squares of standardised surprises add up to a chi-square, after the idea of S-X² (Orlando & Thissen 2000); since the parameters are fitted to the same answers, its p is rather too large. Q3 is Yen’s (1984), without the bias that it has where ability is estimated from the same answers.',
    'Order of levels: learners who answered both acquis are compared with themselves. Requirements: every learner answers anew, from states and abilities that fit what it answered, and what breaks a requirement then is what is expected.',
    'Discrimination, groups and periods: likelihood ratios, one challenge at a time, given what the other answers of each learner say. Each group and period has a mean and sd of ability of its own, so that knowing less is not taken for being treated worse. The difference is the mean change of the probability of a right answer over the answers of the group (STD P-DIF), its classes those of Dorans & Kulick: A below 5 points, B below 10, C above.',
    'p is adjusted for the number of tests of a kind (Benjamini & Hochberg 1995): of what is marked, one in twenty may be due to chance. With enough answers everything is beyond chance, so that small effects are not marked.'
  ]
}
