/**
 * What the keys of our files mean, in a sentence each, by the name of the object that they stand in: what an editor shows
 * while one writes. They stand apart from the codecs, which a page in a browser carries.
 *
 * Laws
 * 1. every key of every file has one, and there are no others
 *
 * @since 0.2.0
 */

import * as Config from './Config'

const FILE = {
  $schema: 'Where the schema is by which an editor checks this file. Nothing else reads it.',
  format: 'The kind and the version of this file.'
}

const TITLE = 'What people read: a text, or one by locale (`{ fr: …, en: … }`).'

/** By object and key. */
export const descriptions: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'an item bank': {
    ...FILE,
    id: 'Campaigns, sessions and profiles name the bank by it.',
    title: TITLE,
    competences: 'By id: what is measured.',
    locales:
      'In which languages the bank is written, the first for those who wish none. Default: those of the title.',
    model: 'What is believed of learners before they answer.',
    defaults: 'What challenges have that say nothing else.',
    domains: 'By id: headings for competences.'
  },
  'a competence': {
    title: TITLE,
    domain: 'The id of a domain.',
    topics: 'By id: every topic that an acquis of this competence names.',
    levels: 'By level, 1 to 8, and by id: the acquis.'
  },
  'a topic': {
    title: TITLE,
    learnMore: 'Resources for every acquis of the topic.'
  },
  'a resource': {
    url: '`https:`, `http:`, `mailto:`, or a relative address.',
    title: 'Default: the address.',
    kind: 'Video, article, course …',
    seconds: 'How long it takes, in seconds.',
    locale: 'Its language.'
  },
  'an acquis': {
    topic: 'The id of a topic of this competence.',
    title: 'What one can do who knows it; shown in advice.',
    difficulty: 'In levels, where it differs from the level.',
    requires:
      'Ids of acquis that whoever knows this one knows. Default: all at the next lower level of the topic; an empty list frees it.',
    nextTime: 'How to succeed next time: a hint, or resources; where the challenge has none of its own.',
    learnMore: 'Resources, before those of the topic.',
    challenges: 'By id: the questions that test it.'
  },
  'a challenge': {
    format: 'How it is answered and graded; `practical` is graded elsewhere.',
    prompt: 'The question. An app may keep it elsewhere.',
    options: 'Of `choice` and `choices`: texts by option id.',
    solution:
      '`choice`: an option id. `choices`: a list of them. `text`: a text, a list, or { accept, ignore, distance }. `number`: a number, or { value, tolerance }. `practical`: none.',
    slip: 'P(wrong) of someone who knows. Default: that of the bank.',
    guess: 'P(right) of someone who does not know. Default: 1/options for `choice`, else that of the bank.',
    discrimination: 'What ability adds beyond knowing the acquis or not, per level. Default: 0.',
    seconds: 'How long an answer is expected to take, in seconds.',
    timed: 'Whether a clock runs: no two such challenges follow each other, where that can be helped.',
    locales: 'Only learners in these languages are asked. Default: all of the bank.',
    status: 'Only `active` challenges are asked; answers to the others still count.',
    enemies: 'Ids of challenges that are never asked in one session with this one.',
    attachment: 'A file inside the folder of the bank.',
    nextTime: 'How to succeed next time: a hint, or resources.'
  },
  'accepted texts': {
    accept: 'Any of these is right.',
    ignore: 'What is overlooked. Default: case, accents and spaces.',
    distance: 'How many slips of the keyboard are overlooked, 0 to 5. Default: 0.'
  },
  'a tolerated number': {
    value: 'The number that is right.',
    tolerance: 'How far off an answer may be, both ends included. Default: 0.'
  },
  'the model': {
    mean: 'The mean ability, in levels. Default: 3.',
    sd: 'How much abilities differ between learners, in levels. Default: 1.5.',
    correlation: 'Of the abilities in two competences. Default: 0.5.',
    spread: 'How loosely topics follow the ability, in levels. Default: 1.'
  },
  'the defaults of challenges': {
    slip: 'P(wrong) of someone who knows. Default: 0.1.',
    guess: 'P(right) of someone who does not know. Default: 0.1.',
    seconds: 'How long an answer is expected to take, in seconds. Default: 90.',
    skip: 'How often challenges are skipped.'
  },
  'the probabilities of skipping': {
    known: 'P(skip) of someone who knows. Default: 0.02.',
    unknown: 'P(skip) of someone who does not know. Default: 0.3.'
  },
  'a domain': { title: TITLE },
  'a campaign': {
    ...FILE,
    id: 'A name of its own.',
    bank: 'The id of the bank.',
    title: TITLE,
    scope: 'What is asked, in this order. Default: the whole bank.',
    expected: 'By competence: the level that is expected, or a band, which stands for its lowest level.',
    rules: 'How challenges are chosen, and when the test ends.',
    halfLife: 'After so many days an earlier answer counts for half. Default: earlier answers do not fade.',
    retake: 'When what was failed in an earlier test is asked again. Default: never.'
  },
  'a retake': {
    afterDays: 'After so many days.'
  },
  'a part of the bank': {
    competence: 'The id of a competence.',
    topic: 'The id of one of its topics. Default: the whole competence.',
    upTo: 'The highest level that is asked. Default: 8.'
  },
  rules: {
    criterion: 'What the next challenge is chosen for: what it tells, what it settles, or nothing.',
    per: 'Whether that counts by question or by expected minute.',
    repeats: 'How often one acquis may be asked. Default: 3.',
    jump: 'How many levels above the expected one a challenge may lie. Default: 2.',
    streak: 'After so many failures in a row an easier challenge follows; 0 = off. Default: 3.',
    among: 'One of the best so many challenges is drawn: more spreads exposure. Default: 1.',
    maxQuestions: 'The most questions per competence. Default: 20.',
    maxSeconds: 'The most seconds for the whole test, or `none`, the default.',
    precision:
      'A competence ends once so small a share of it is expected to be misjudged; 0 = never. Default: 0.05.',
    minGain: 'A competence ends once no challenge gains more nats; 0 = never. Default: 0.01.',
    order: 'One competence after the other, or whatever tells most.'
  },
  roles: {
    ...FILE,
    id: 'A name of its own.',
    bank: 'The id of the bank.',
    title: TITLE,
    roles: 'By id: what people do.'
  },
  'a role': {
    title: TITLE,
    frequency: 'How often what is expected is used.',
    expected:
      'By competence: the level that is expected, a band, which stands for its lowest level, or `none`.'
  },
  offers: {
    ...FILE,
    id: 'What the offers are called where they are recorded.',
    bank: 'The id of the bank whose topics they are about.',
    title: TITLE,
    offers: 'By id: each a training that can be held.'
  },
  'an offer': {
    title: TITLE,
    topics: 'What it is about.',
    levels: 'For acquis of which levels it is.',
    seats: 'How many people can take part in a session.',
    hours: 'How long it takes each of them.',
    sessions: 'How many sessions of it can be held. Default: 1.'
  },
  'a topic of an offer': {
    competence: 'The id of a competence.',
    topic: 'The id of one of its topics.'
  },
  'levels of an offer': {
    from: 'The lowest level.',
    to: 'The highest level.'
  },
  'a session': {
    ...FILE,
    bank: 'The bank that was asked.',
    seed: 'With the rest of the file, it makes every choice happen again.',
    responses: 'In the order of answering.',
    locale: 'The language of the learner. Default: the first of the bank.',
    campaign: 'The whole campaign.',
    rules: 'Those that differ from the campaign and from the defaults.',
    earlier: 'What the learner answered before the test, as evidence for it.'
  },
  'a bank': {
    id: 'Of the bank.',
    fingerprint: 'SHA-256 of what the bank held.'
  },
  'a response': {
    challenge: 'The id of a challenge.',
    outcome: 'What came of it.',
    seconds: 'How long it took, in seconds.',
    at: 'When it was given, in milliseconds since 1970.'
  },
  'earlier answers': {
    responses: 'In the order of answering.',
    now: 'When the test takes place, in milliseconds since 1970: what their age is counted to.'
  },
  'a profile': {
    ...FILE,
    learner: 'Any name.',
    bank: 'The bank that it was made with.',
    responses: 'How many it rests on.',
    logEvidence: 'log P(all responses), nats.',
    reliability: 'The share of acquis that are expected to be judged rightly.',
    overall: 'Over all competences.',
    competences: 'By id, those in scope.',
    recommendations: 'What helps the learner on.'
  },
  'the overall result': { score: 'The sum of the scores of the competences.' },
  'a score': {
    mean: 'How many levels are covered, on average.',
    sd: 'The standard deviation, in levels.',
    interval: 'Holds the true score with 90 %.'
  },
  'what is known of a competence': {
    ability: 'Where the learner stands, in levels.',
    score: 'How many levels are covered.',
    level: 'A whole number, 0 to 8.',
    band: 'That level, in a word.',
    bands: 'The probability of each band.',
    asked: 'How many responses were in this competence.',
    reliability: 'The share of its acquis that are expected to be judged rightly.',
    stopped: 'The rule by which asking ended; null where none has.',
    acquis: 'By id.'
  },
  'an ability': { mean: 'In levels.', sd: 'The standard deviation, in levels.' },
  'the probabilities of the bands': {
    none: 'Below level 1.',
    novice: 'Levels 1 and 2.',
    intermediate: 'Levels 3 and 4.',
    advanced: 'Levels 5 and 6.',
    expert: 'Levels 7 and 8.'
  },
  'what is known of an acquis': {
    mastery: 'P(known), given all responses.',
    status: 'What the mastery comes to in a word.',
    evidence: '`direct`: one of its challenges was met; `inferred`: others of the competence; `prior`: none.'
  },
  recommendations: {
    toSucceedNextTime: 'Hints for challenges that were not answered correctly.',
    toLearnMore: 'Acquis within reach, best first.'
  },
  'a hint': {
    challenge: 'The id of the challenge.',
    acquis: 'The id of its acquis.',
    text: 'The hint, or empty where there are resources.',
    resources: 'To learn from.'
  },
  'an acquis within reach': {
    acquis: 'Its id.',
    topic: 'The id of its topic.',
    readiness: 'P(all that it requires is known, and itself is not).',
    reason: 'Why, for the learner to read.',
    resources: 'To learn from.'
  },
  policies: {
    ...FILE,
    title: TITLE,
    policies: 'By id: ways to test. The first one is what the others are compared with.'
  },
  'a policy': {
    title: TITLE,
    method:
      '`engine`: adaptive, by the rules; `thumb`: a rule of thumb; `order`: the first challenges of each competence; `form`: those that tell most before anything is known. Default: engine.',
    rules:
      'How challenges are chosen, and when the test ends; of `order` and `form`, `maxQuestions` alone. Default: those of the campaign and of `--rule`.'
  },
  'a configuration': {
    ...FILE,
    severity: 'By code: `error`, `warning` or `off`.',
    thresholds: 'From where on some warnings are given.'
  },
  'severities by code': Object.fromEntries(
    Config.codes.map((code) => [code, `What it is: docs/codes/${code}.md.`])
  ),
  'where warnings begin': {
    minimumChallenges: 'Active challenges that an acquis should have. Default: 2.',
    maximumGap: 'Levels in a row that a topic may leave out. Default: 2.',
    minimumGain: 'What an answer should tell, in nats, at mastery ½. Default: 0.05.',
    maximumLength: 'How many times as long as the longest other option a solution may be. Default: 2.'
  }
}
