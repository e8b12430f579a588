/**
 * The report of a simulation in English.
 *
 * @since 0.2.0
 */
import type { Words } from './SimulationWords'

export const en: Words = {
  title: (bank) => `Ways to test “${bank}”, compared`,
  design: (learners, policies) => `${learners} simulated learners, each tested in ${policies} ways.`,
  bottomLine: (policy, accuracy, questions) =>
    `${policy}: ${accuracy} of the acquis are judged rightly, with ${questions} questions.`,
  facts: {
    bank: 'Bank',
    fingerprint: 'Fingerprint',
    campaign: 'Campaign',
    size: 'What is asked',
    learners: 'Learners',
    who: 'Who they are',
    how: 'How they behave',
    seed: 'Seed'
  },
  size: (acquis, competences, challenges) =>
    `${acquis} acquis of ${competences} competences, by ${challenges} challenges`,
  who: {
    prior: () => 'as the bank’s model says',
    ability: (value) => `of ability ${value} in every competence, in turn`,
    states: (value) => `who know what a list of states says (${value}), in turn`,
    spread: (value) => `as the bank’s model says, but with a spread of ${value}`,
    scattered: () => 'whose topics hardly move together'
  },
  how: {
    drifting: (value) => `they lose ${value} of their attention over 100 questions`,
    guessing: (value) => `${value} of their answers are blind guesses`,
    learning: (value) => `they learn ${value} of what they are asked and are ready for`,
    skipping: (value) => `they skip ${value} of what they do not know`
  },
  data: 'The numbers',
  policy: 'Policy',
  range: (low, high) => `${low} to ${high}`,
  undefinedMeasure: '–',
  measure: {
    accuracy: 'Judged rightly',
    expected: 'Expected',
    kappa: 'Kappa',
    scoreBias: 'Bias of the score',
    scoreRmse: 'RMSE of the score',
    overallBias: 'Bias of the overall score',
    overallRmse: 'RMSE of the overall score',
    abilityBias: 'Bias of the ability',
    abilityRmse: 'RMSE of the ability',
    levelExact: 'Level exact',
    levelAdjacent: 'Level within one',
    bandExact: 'Band exact',
    bandAdjacent: 'Band within one',
    questions: 'Questions',
    minutes: 'Minutes',
    failures: 'Longest run',
    manyFailures: 'Five or more in a row',
    overlap: 'Overlap',
    scoreCoverage: 'Score',
    overallCoverage: 'Overall score',
    abilityCoverage: 'Ability',
    bandExpected: 'Expected',
    bandHit: 'True',
    bits: 'Bits per question',
    capacity: 'The limit',
    efficiency: 'Share'
  },
  results: 'What each way comes to',
  resultsTable:
    'Acquis that are judged rightly and are expected to be, %, and kappa; under each the 95% interval.',
  levelsTable: 'Competences whose level and whose band are exact, or off by one at most, %.',
  resultsNote:
    'An acquis is judged rightly where it is held for more likely known than not, and is known, or the other way round. Expected is what the test itself believes that share to be: where learners are as the model says, both agree. Kappa is the agreement beyond chance: 1 is perfect, 0 a coin.',
  precisionTable:
    'Errors of what is said, in levels: bias and root mean square (RMSE) of the score of a competence, RMSE of the ability.',
  curve: 'Accuracy against length',
  curveChart: 'Share of acquis judged rightly, by questions asked of a competence',
  curveLabel: (policy, accuracy, questions) =>
    `Lines that rise from left to right. ${policy} ends at ${accuracy} with ${questions} questions a competence.`,
  curveAxis: ['questions a competence, on average', 'judged rightly, %'],
  curveTable:
    'Share of acquis judged rightly after so many questions of each competence, with 95% intervals.',
  curveColumns: ['At most', 'Asked', 'Judged rightly', '95% interval'],
  curveNote:
    'What has ended by then stays as it ended, so a line ends where its tests do. What lies higher at the same length is better; what lies further left at the same height is shorter.',
  differences: 'On the same learners',
  differencesChart: 'Points more or fewer judged rightly than by the first way',
  differencesLabel: 'Each way less the first: the difference in points, and its 95% interval.',
  differencesAxis: 'points',
  differencesLegend: 'To the right of 0: more is judged rightly than by the first way.',
  differencesTable: (policy) => `Less those of “${policy}”, learner by learner; under each the 95% interval.`,
  length: 'Length, and how tests end',
  lengthTable:
    'Questions and minutes of a whole test; eight learners in ten have between a tenth and nine tenths.',
  lengthColumns: ['Mean', 'A tenth', 'Nine tenths', 'Minutes'],
  ending: {
    precision: 'Precise enough',
    maxQuestions: 'Most questions',
    maxSeconds: 'Time is up',
    exhausted: 'Nothing left',
    minGain: 'Tells too little'
  },
  endingsTable: 'Share of competences that each rule ended.',
  failuresTable:
    'Answers in a row that are not right: the longest run of a learner, on average and of anybody.',
  mostFailures: 'Longest of anybody',
  exposure: 'Exposure',
  exposureChart: 'Share of a test’s questions that another learner’s test has, too',
  exposureLabel: 'For each way, the test overlap rate and its 95% interval.',
  exposureAxis: 'overlap, %',
  exposureLegend: 'Further left, tests have less in common, and challenges last longer.',
  exposureTable:
    'How many tests ask the challenge that most ask, and a challenge on average; how many are never asked.',
  exposureColumns: ['Most asked', 'Mean', 'Never asked'],
  exposureNote: 'The rule “among” spreads exposure: one of the best so many challenges is drawn.',
  coverage: 'Whether intervals hold what they promise',
  coverageChart: 'How often a 90% interval holds the truth',
  coverageLabel:
    'For each way and each kind of interval, the share that holds the truth; 90% is what is promised.',
  coverageAxis: 'hold the truth, %',
  coverageLegend: 'At 90, intervals keep their promise; to the left of it, tests are too sure of themselves.',
  bandsTable:
    'The probability that is printed for the likeliest band of a competence, and how often that is the true one, %.',
  coverageNote:
    'Scores move in steps, and an interval holds whole steps: it may hold the truth somewhat more often than promised. Where there are few learners, the overall score says little.',
  efficiency: 'How close to the limit',
  efficiencyTable:
    'Bits that a question tells, and the most that a question with its slip and guess can tell.',
  efficiencyNote:
    'The limit is the capacity of a noisy channel: no choice of questions gets more out of the same challenges. What a fixed form or a rule of thumb asks is counted as the engine would understand it.',
  method: 'How this was found',
  methodParagraphs: [
    'Every learner takes the test of every policy, and gives a challenge the same answer in all of them, so that differences are due to the policy and not to luck. Learners know what they know; what a test says of them is compared with that.',
    'Intervals are 95%, by bootstrap over learners: they say how much other learners of the same kind would change the figures. They say nothing of how well the bank’s model fits real people.',
    'Overlap is the expected number of challenges that two learners are both asked, as a share of the questions of a test (Chen, Ankenmann & Spray 2003).'
  ]
}
