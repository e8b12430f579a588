/**
 * The report of a cohort in English.
 *
 * @since 0.2.0
 */
import type { Words } from './CohortWords'

export const en: Words = {
  title: (bank) => (bank === undefined ? 'Where people stand' : `Where people stand: “${bank}”`),
  groupTitle: (by, group) => `${by}: ${group}`,
  subtitle: (people, least) =>
    `${people} people were measured. Groups of fewer than ${least} are put together with others, so that nothing here tells of a person.`,
  groupSubtitle:
    'What is published of this group. Where it was too small in a competence, that one is missing.',
  withheld: (competences) => `Too few people were measured to say anything of ${competences}.`,
  contents: 'Contents',
  back: 'All people',
  data: 'The numbers',
  range: (low, high) => `${low} to ${high}`,
  people: (count) => `${count} people`,
  all: 'All people',
  others: 'Others, put together',
  none: 'Not said',
  role: 'Role',
  group: 'Group',
  competence: 'Competence',
  topic: 'Topic',
  notSaid: '–',
  bands: ['Novice', 'Intermediate', 'Autonomous'],
  belowBase: 'Below the base',
  ofAll: (share) => `all: ${share}`,
  shares: 'Where everybody stands',
  groupShares: 'Where this group stands',
  sharesChart: 'Share of people in each band',
  sharesLabel:
    'Bars cut in three: the shares of novices, of intermediate and of autonomous people, from left to right.',
  sharesAxis: 'share of people, %',
  bordersLegend: 'thin lines: where each border may lie (90%)',
  sharesTable: (base) =>
    `Share of people in each band, with its 90% interval below; the common base is level ${base}.`,
  sharesNote:
    'Novice: below level 3. Autonomous: from level 5 on, advanced or expert. Nobody’s band is known for sure, so these are not counts: each share is the mean of what the profiles hold probable.',
  by: (division) => `By ${division}`,
  byNote: 'Open a competence to compare groups. A group’s own page has all its competences.',
  fragile: (from, to) => `below the base: ${from} to ${to}`,
  first: (shown) => `The ${shown} groups with the largest share below the base; the numbers have all.`,
  expected: 'Beside what is expected',
  expectedChart: 'Share of people who reach what is expected of them',
  expectedLabel:
    'For each competence, the share of people who reach what their role expects, with its 90% interval.',
  expectedAxis: 'reach it, %',
  expectedTable:
    'Of those of whom something is expected: who reaches it, and how many levels are missing on average.',
  expectedColumns: ['People', 'Reach it', 'Levels missing'],
  expectedNote: 'Levels missing: the average over all of these people, those who lack nothing included.',
  felt: 'How people see themselves',
  feltRow: (band) => `See themselves as: ${band.toLowerCase()}`,
  feltColumns: ['Agree', 'Overestimate', 'Underestimate'],
  feltTable:
    'By how people see themselves: the share of whom that agrees with what was measured, or lies above or below it.',
  feltNote: 'Each bar holds the people who put themselves in that band, cut by what was measured of them.',
  participation: 'Who took part',
  participationChart: 'Share of those invited who have finished, started, or not started',
  participationLabel: (finished, invited) => `${finished} of ${invited} who were invited have finished.`,
  participationParts: ['Not started', 'Started', 'Finished'],
  participationTable: 'Who was invited, has started and has finished; the median time.',
  participationColumns: ['Invited', 'Started', 'Finished', 'Median minutes'],
  topics: 'What most people lack',
  topicsChart: 'People expected to lack what their role asks for, by topic',
  topicsLabel: 'For each topic, the expected number of people who lack it, with its 90% interval.',
  topicsAxis: 'people',
  topicsTable: 'Topics by the number of people who are expected to lack something that their role asks for.',
  topicsColumns: ['Expected', 'Lack it'],
  topicsNote: 'These numbers are of these very people; the interval says how sure their profiles are.',
  training: 'Which trainings would help most',
  trainingChart: 'How much of the need is covered, session by session',
  trainingLabel: (share, sessions) => `A line that rises to ${share} with ${sessions} sessions.`,
  trainingAxis: ['sessions', 'covered, %'],
  trainingTable:
    'Sessions in the order in which they help most. A need is a topic at a level that one person lacks.',
  trainingColumns: ['Session', 'People', 'Hours', 'Needs covered', 'Covered so far'],
  guarantee: {
    '1-1/e':
      'Each session is the best after those before it. Together they cover at least 63% of what the best choice of as many sessions could, and in practice nearly always more.',
    '1/2':
      'Each session is the best after those before it. Together they cover at least half of what the best choice of as many sessions could, since some have fewer seats than there are people who need them; in practice it is nearly always much more.'
  },
  change: 'What has changed',
  changeChart: ['Intermediate or better: change in points', 'Autonomous: change in points'],
  changeLabel: 'For each competence, the change of the share in points, with its 90% interval.',
  changeAxis: 'points; to the right of 0: more people than before',
  changeTable:
    'Of those alone who were measured in both rounds: the share before and after, and the change in points.',
  changeColumns: ['Before', 'After', 'Change'],
  changeNote: 'An interval that has 0 in it may be chance.',
  rangeLegend: '● the best guess; the line is its 90% interval',
  method: 'How this was worked out',
  methodParagraphs: [
    'A profile says how probable each band is. The share of a group is the mean of these probabilities, each profile seen from its own group. Its interval carries two things: that these people stand for others who might be in their place, and that no profile is sure.',
    'Groups that are too small are put together with others until nobody can be told, neither from one table nor from the difference of two. That is done for each competence anew, so a group may be there in one and not in another.'
  ],
  names: 'Lists with names',
  namesSubtitle: 'These lists tell of persons. Keep this page apart from the others.',
  reminders: 'Invited, and not finished',
  remindersColumns: ['Learner', 'Role', 'State'],
  began: ['not started', 'started'],
  fragility: (base) => `More likely than not below the common base (level ${base})`,
  fragilityColumns: ['Learner', 'In what, and how likely'],
  seats: 'Who has a seat in which session',
  session: (n, offer) => `Session ${n}: ${offer}`,
  learnerPages: 'A page for each learner',
  nobody: 'Nobody.'
}
