/** An invented framework in the shape of DigComp's files. */

type Node = Readonly<Record<string, unknown>>

export const area = (code: string, name: string): Node => ({
  '@type': 'CompetenceArea',
  '@id': `CompetenceArea/${code}`,
  name,
  description: `All about ${name}.`
})

export const competence = (code: string, name: string, of: string): Node => ({
  '@type': 'Competence',
  '@id': `Competence/${code}`,
  name,
  description: `To ${name}.`,
  competence_area_id: `CompetenceArea/${of}`
})

export const level = (name: string, number: number): Node => ({
  '@type': 'ProficiencyLevel',
  '@id': `ProficiencyLevel/${name}_${number}`,
  four_levels_name: name,
  eight_levels_mapping: number,
  six_levels_mapping: 'A1'
})

const descriptor = (type: string, code: string, description: string, at: string, rest: object): Node => ({
  '@type': type,
  '@id': `${type}/${code}`,
  description,
  ai_label: 'AI-Implicit',
  competence_area_id: `CompetenceArea/${code.slice(2, 3)}`,
  competence_id: `Competence/${code.slice(2, 5)}`,
  four_levels_proficiency_name: `ProficiencyLevel/${at}`,
  ...rest
})

export const statement = (code: string, description: string, at: string, rest: object = {}): Node =>
  descriptor('CompetenceStatement', code, description, at, rest)

export const outcome = (
  code: string,
  description: string,
  at: string,
  type: string,
  rest: object = {}
): Node => descriptor('LearningOutcome', code, description, at, { type, ...rest })

export const graph = (
  ...nodes: ReadonlyArray<unknown>
): { '@context': object; '@graph': ReadonlyArray<unknown> } => ({
  '@context': { CompetenceArea: 'CompetenceArea' },
  '@graph': nodes
})

/** Two areas, three competences, four levels of eight, statements and outcomes of two of the competences, two other nodes. */
export const cooking = graph(
  area('1', 'Fire'),
  area('2', 'Knives'),
  competence('1.1', 'light a fire', '1'),
  competence('1.2', 'keep a fire', '1'),
  competence('2.1', 'sharpen a knife', '2'),
  level('Basic', 1),
  level('Basic', 2),
  level('Highly advanced', 7),
  level('Highly advanced', 8),
  statement('CS1.1.01', 'Recognise dry wood.', 'Basic'),
  statement('CS1.1.02', 'Light a fire in the rain.', 'Highly advanced'),
  statement('CS2.1.01', 'Tell a blunt knife from a sharp one.', 'Basic'),
  outcome('LO1.1.01', 'Know which woods burn.', 'Basic', 'Knowledge'),
  outcome('LO1.1.02', 'Stack wood so that air gets in.', 'Basic', 'Skill'),
  outcome('LO1.1.03', 'Know what rain does to wood.', 'Highly advanced', 'Knowledge'),
  { '@type': 'Glossary', '@id': 'Glossary/Dry wood', explanation: 'Wood without water.' },
  { '@id': 'Something/else' }
)

/** `context` is what a translator reads, and nothing else. */
const HEADER = ['location', 'context', 'source', 'target']

export const table = (
  ...rows: ReadonlyArray<readonly [location: string, source: string, target: string]>
): ReadonlyArray<ReadonlyArray<string>> => [
  HEADER,
  ...rows.map(([location, source, target]) => [location, 'For translators', source, target])
]

export const french = table(
  ['digcomp.area.1.label', 'Fire', 'Le feu'],
  ['digcomp.area.1.description', 'All about Fire.', 'Tout sur le feu.'],
  ['digcomp.competence.1.1.label', 'light a fire', 'allumer un feu'],
  ['digcomp.competence.9.9.label', 'fly', 'voler'],
  ['digcomp.statement.CS1.1.01', 'Recognise dry wood.', 'Reconnaître du bois sec.'],
  ['digcomp.statement.CS1.1.02', 'Light a fire in the wind.', 'Allumer un feu dans le vent.'],
  ['digcomp.statement.CS2.1.01', 'Tell a blunt knife from a sharp one.', ''],
  ['digcomp.outcome.LO1.1.01', 'Know which woods burn.', 'Savoir quels bois brûlent.'],
  ['digcomp.level.1.four_level_name', 'Basic', 'De base'],
  ['something.else', 'x', 'y']
)

/** As `;`-separated files of DigComp 2 have it. */
export const old: ReadonlyArray<ReadonlyArray<string>> = [
  ['Level', 'Name', 'ShortCode', 'Description', 'Uri', 'BroaderConcept'],
  ['1', 'FIRE', '1.0', '', '', ''],
  ['2', 'LIGHTING, KEEPING', '1.1', 'To light and to keep.', '', 'FIRE'],
  ['2', 'OUT OF ANY AREA', '1.2', '', '', '']
]

export const numbered = (
  rows: ReadonlyArray<ReadonlyArray<string>>
): ReadonlyArray<{ readonly number: number; readonly cells: ReadonlyArray<string> }> =>
  rows.map((cells, i) => ({ number: i + 1, cells }))
