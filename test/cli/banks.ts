/** A small bank with a question of every format, as an author would write it. */
export const small = {
  format: 'acquis-bank/1',
  id: 'small',
  locales: ['fr', 'en'],
  title: { fr: 'Petite banque', en: 'Small bank' },
  competences: {
    '1.1': {
      title: { fr: 'Calculer', en: 'Calculate' },
      topics: {
        sums: {
          title: { fr: 'Additions', en: 'Sums' },
          learnMore: [{ title: { fr: 'Somme', en: 'Sum' }, url: 'https://fr.wikipedia.org/wiki/Somme' }]
        }
      },
      levels: {
        1: {
          add: {
            topic: 'sums',
            title: { fr: 'Additionner', en: 'Add' },
            nextTime: { fr: 'Comptez sur vos doigts.', en: 'Count on your fingers.' },
            challenges: {
              'add-a': {
                format: 'number',
                prompt: { fr: 'Combien font 1,5 + 2 ?', en: 'How much is 1.5 + 2?' },
                solution: { value: 3.5, tolerance: 0.05 },
                attachment: 'sums.csv'
              },
              'add-b': {
                format: 'text',
                prompt: { fr: 'Le résultat d’une addition ?', en: 'The result of an addition?' },
                solution: ['somme', 'sum']
              }
            }
          }
        },
        2: {
          pick: {
            topic: 'sums',
            title: { fr: 'Choisir', en: 'Pick' },
            challenges: {
              'pick-a': {
                format: 'choice',
                prompt: { fr: 'Lequel est pair ?', en: 'Which one is even?' },
                options: { a: { fr: 'trois', en: 'three' }, b: { fr: 'quatre', en: 'four' }, c: 'X' },
                solution: 'b',
                guess: 0.33,
                slip: 0.05,
                nextTime: { fr: 'Divisez par deux.', en: 'Divide by two.' }
              },
              'pick-b': {
                format: 'choices',
                prompt: { fr: 'Lesquels sont impairs ?', en: 'Which ones are odd?' },
                options: { a: '1', b: '2', c: '3' },
                solution: ['a', 'c'],
                guess: 0.3,
                slip: 0.2
              }
            }
          }
        },
        3: {
          build: {
            topic: 'sums',
            title: { fr: 'Construire', en: 'Build' },
            challenges: {
              'build-a': {
                format: 'practical',
                prompt: { fr: 'Faites un tableau.', en: 'Make a table.' }
              },
              'build-b': { format: 'text' }
            }
          }
        }
      }
    }
  }
} as const

export const campaign = {
  format: 'acquis-campaign/1',
  id: 'few',
  bank: 'small',
  scope: [{ competence: '1.1', upTo: 2 }],
  rules: { maxQuestions: 2, precision: 0, minGain: 0 }
} as const

export const json = (u: unknown): string => JSON.stringify(u, null, 2)

/** A deep copy to be spoilt. */
export const copy = (): Record<string, never> & { competences: Record<string, never> } =>
  JSON.parse(json(small)) as never
