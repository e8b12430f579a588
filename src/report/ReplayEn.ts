/**
 * The report of a replay in English.
 *
 * @since 0.2.0
 */
import type { Words } from './ReplayWords'

export const en: Words = {
  title: (bank) => `How well “${bank}” predicts answers`,
  design: (answers, learners) =>
    `${answers} answers of ${learners} learners, each predicted before it was seen.`,
  bottomLine: (logLoss, coin, auc) =>
    `The log loss is ${logLoss} (a coin has ${coin}); a right answer had the higher prediction than a wrong one ${auc} of the time.`,
  facts: {
    bank: 'Bank',
    fingerprint: 'Fingerprint',
    logs: 'Logs',
    rows: 'Rows',
    rejected: 'Rejected',
    skipped: 'Skips',
    seed: 'Seed'
  },
  data: 'The numbers',
  answers: 'Answers',
  learners: 'Learners',
  measures: 'How good the predictions are',
  measure: {
    logLoss: 'Log loss',
    brier: 'Brier',
    rmse: 'RMSE',
    auc: 'AUC',
    accuracy: 'Accuracy',
    ece: 'Calibration (ECE)'
  },
  measureColumns: ['Measure', 'Value', '95% interval'],
  measuresTable: 'The measures over all answers; intervals are 95%, over learners.',
  measuresNote: 'Low is good, but for AUC and accuracy.',
  first: 'First attempts',
  against: 'Beside other models',
  againstTable: 'The same answers, predicted by the engine and by others.',
  againstNote:
    'Each of the others was fitted to other learners than those that it predicts, and sees no answer before it predicts it.',
  model: 'Model',
  engine: 'acquis',
  rival: {
    mean: 'share of right answers',
    item: 'share of each challenge',
    elo: 'Elo, by challenge',
    'elo-skill': 'Elo, by topic',
    rasch: 'Rasch',
    pfa: 'performance factors (PFA)',
    bkt: 'knowledge tracing (BKT)',
    thumb: 'rule of thumb'
  },
  difference: 'Difference',
  differenceChart: 'Difference in log loss: the engine less the other',
  differenceLabel: 'The log loss of the engine less that of each other model, with its 95% interval.',
  differenceAxis: 'nats an answer; below 0 the engine is better',
  differenceLegend: '● the difference; the line is its 95% interval, over the same learners in pairs',
  differenceTable: 'The log loss of the engine less that of each other model.',
  calibration: 'Whether probabilities mean what they say',
  calibrationChart: 'Right answers, by what was predicted',
  calibrationLabel: (worst) =>
    `The share of right answers against the predicted probability, in ten classes; the class that is furthest off is off by ${worst}.`,
  calibrationAxis: ['predicted probability, %', '% of answers that were right'],
  calibrationLegend: ['answers of one class', 'where they should lie'],
  calibrationTable: 'Answers by their predicted probability: its mean, and the share that was right.',
  calibrationColumns: ['Predicted', 'Answers', 'Mean', 'Right', '95% interval'],
  learning: 'What the first answers teach',
  learningChart: 'Log loss, answer by answer',
  learningLabel: (from, to) => `The log loss of a learner’s n-th answer: ${from} at first, ${to} at the end.`,
  learningAxis: ['a learner’s n-th answer', 'log loss, nats'],
  learningLegend: ['log loss of the n-th answer', '95% interval'],
  learningTable: 'The log loss of each learner’s n-th answer.',
  learningColumns: ['n', 'Learners', 'Log loss', '95% interval'],
  learningNote:
    'Later answers come from fewer learners, and to other challenges: where an adaptive test chose them, they are the ones that are hard to predict.',
  challenges: 'Challenges that fit worst',
  challengesSentence: (beyond, all, chance, least) =>
    `Of ${all} challenges with at least ${least} answers, ${beyond} lie two standard deviations or more from what is predicted; chance alone would put some ${chance} there.`,
  challengesTable:
    'Right answers, predicted and observed. The residual is their difference in standard deviations: above 0, the challenge is easier than the bank says.',
  challengesColumns: ['Challenge', 'Answers', 'Predicted', 'Right', 'Residual'],
  noChallenges: (least) => `No challenge has ${least} answers.`,
  by: (column) => `By ${column}`,
  byTable: (column, distinct) => `The measures for each value of ${column}, of which there are ${distinct}.`,
  empty: '(empty)',
  others: (count) => `(${count} others)`,
  interval: '95% interval',
  range: (low, high) => `${low} to ${high}`,
  undefinedMeasure: '–',
  method: 'How this was found',
  methodParagraphs: [
    'The answers of each learner are taken in the order of answering. Before each one, the engine says how likely a right answer is, from the learner’s answers so far and nothing else. Skips tell the engine something, but are not scored.',
    'Log loss is the mean of −ln of the probability of what came; the Brier score the mean squared distance between the probability and what came (1 or 0); RMSE its root. AUC is the probability that a right answer had a higher prediction than a wrong one; accuracy the share of answers on the side of one half that the prediction was on; the calibration error the mean distance between prediction and share right over ten classes.',
    'Intervals are 95%, from a bootstrap over learners, but for the n-th answers, whose intervals are normal. They say how far other learners of the same kind could change the numbers, and mean little where learners are few.'
  ]
}
