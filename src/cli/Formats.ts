/**
 * The formats that banks come from and go to. Each is loaded only when it is called, so that `acquis import --help` starts
 * at once.
 *
 * A format of `import` makes a plain value of `acquis-bank/1` out of files and says where each part of it came from; what
 * is wrong with that value is found here, by the checks that every bank passes, and shown in those places. A format of
 * `export` makes a text out of a bank. What either cannot carry over is a note, never silence.
 *
 * @since 0.2.0
 */
import type { Bank } from '../bank/Bank'
import type { Draft } from '../bank/BankFile'
import type { Issue } from '../bank/Issue'
import type { Capabilities, Effect } from './Capabilities'
import type { Problem } from './Source'

/** Something that a format lets its user choose: `--set name=value`. */
export interface Setting {
  readonly name: string
  /** In a line of the help, with its default. */
  readonly description: string
  /** Every value that it may have; any text where this is absent. */
  readonly values?: ReadonlyArray<string>
}

/** What the user chose, by name; all names and values are known ones. */
export type Settings = ReadonlyMap<string, string>

/** A file as it was named and read; gzip is taken off. */
export interface Given {
  readonly file: string
  readonly bytes: Uint8Array
}

/** What a format makes of files. */
export interface Reading {
  /** `acquis-bank/1` as a plain value, right or wrong. */
  readonly bank: unknown
  /** Whether there is a bank to look at any further. */
  readonly whole: boolean
  /** What is wrong with the files themselves. */
  readonly problems: ReadonlyArray<Problem<string>>
  /** Issues of `bank` with their places in the files; those that only follow from `problems` may be left out. */
  readonly locate: (issues: ReadonlyArray<Issue>) => ReadonlyArray<Problem<string>>
  /** What could not be carried over, each a sentence without a full stop. */
  readonly notes: ReadonlyArray<string>
}

/** A bank that is right, and how its file has it: without the defaults that the file leaves out. */
export interface Outbound {
  readonly bank: Bank
  readonly draft: Draft
  /** The file that will be written; undefined for stdout. */
  readonly out: string | undefined
}

/** What a format makes of a bank. */
export interface Written {
  readonly text: string
  /** What could not be carried over, each a sentence without a full stop. */
  readonly notes: ReadonlyArray<string>
}

interface Format {
  readonly name: string
  /** What it is, in a line of the help. */
  readonly summary: string
  readonly settings: ReadonlyArray<Setting>
}

/** What a file that is no bank becomes: its text as it is to be written, or all that is wrong. */
export interface Made {
  readonly text: string
  readonly problems: ReadonlyArray<Problem<string>>
}

/**
 * How a format reads: whole files, or, where they may be larger than memory, piece by piece by their names; or what it
 * makes, where that is no bank.
 */
export type Reader =
  | {
      readonly make: (
        files: ReadonlyArray<Given>,
        settings: Settings,
        out: string | undefined
      ) => Effect<Made>
    }
  | { readonly read: (files: ReadonlyArray<Given>, settings: Settings) => Effect<Reading> }
  | {
      readonly stream: (
        capabilities: Capabilities,
        files: ReadonlyArray<string>,
        settings: Settings
      ) => Effect<Reading>
    }

export interface Importer extends Format {
  /** Whether it takes several files that belong together. */
  readonly several: boolean
  readonly load: () => Promise<Reader>
}

export interface Exporter extends Format {
  readonly load: () => Promise<{
    readonly write: (outbound: Outbound, settings: Settings) => Effect<Written>
  }>
}

export const importers: ReadonlyArray<Importer> = [
  {
    name: 'table',
    summary: 'a spreadsheet saved as .csv or .tsv, with one row a challenge',
    settings: [],
    several: false,
    load: () => import('./TableImport')
  },
  {
    name: 'case',
    summary: 'a competence framework: a CFPackage of 1EdTech CASE 1.0 or 1.1',
    settings: [
      {
        name: 'competence-depth',
        description:
          'how many steps below the document competences are, 0 for the document itself (default: what types say, else by the height of the tree)'
      },
      {
        name: 'types',
        description:
          'what items of a CFItemType become: NAME=ROLE,…, each role one of domain, competence, topic, acquis, none'
      },
      {
        name: 'levels',
        description:
          'where the level of an acquis comes from: education (its educationLevel, else from precedes), precedes (one above what it requires) or fixed (default: education)',
        values: ['education', 'precedes', 'fixed']
      },
      { name: 'level', description: 'the level of acquis that have none otherwise (default: 2)' },
      {
        name: 'ladder',
        description:
          'yes or no: whether an acquis of a competence without precedes requires what its topic has at the next lower level (default: no)',
        values: ['yes', 'no']
      },
      { name: 'id', description: 'the id of the bank (default: made from the title)' }
    ],
    several: false,
    load: () => import('./CaseImport')
  },
  {
    name: 'digcomp',
    summary:
      'the European framework of digital competence: the JSON-LD of DigComp 3.0, translation tables with it or alone, or a table of DigComp 2',
    settings: [
      {
        name: 'acquis',
        description: 'what becomes acquis: statements, outcomes or both (default: statements)',
        values: ['statements', 'outcomes', 'both']
      },
      {
        name: 'level',
        description:
          'which of the two levels of a proficiency level: upper (Basic is 2) or lower (Basic is 1) (default: upper)',
        values: ['upper', 'lower']
      },
      {
        name: 'ladder',
        description:
          'yes or no: whether an acquis requires what its topic has at the next lower level (default: no, since DigComp names no prerequisites)',
        values: ['yes', 'no']
      },
      { name: 'title', description: 'the title of the bank (default: DigComp)' },
      { name: 'id', description: 'the id of the bank (default: made from the title)' },
      { name: 'locale', description: 'the language of the framework (default: en)' },
      {
        name: 'translation',
        description:
          'the language of translation tables that are not named after it, as fr.csv is (default: none)'
      }
    ],
    several: true,
    load: () => import('./DigCompImport')
  },
  {
    name: 'log',
    summary:
      'logs of responses, as `replay` reads them: a bank to begin with, its levels by how difficult the items were',
    settings: [
      {
        name: 'skill',
        description: 'the column of the skills, which become topics (default: that of the format)'
      },
      {
        name: 'levels',
        description: 'how many levels items are put at, by quantiles of difficulty (default: 4)'
      },
      { name: 'competence', description: 'the column of the competences (default: one for all)' },
      {
        name: 'format',
        description: 'how the logs are written, as in `acquis replay --help` (default: canonical)',
        values: ['canonical', 'datashop', 'assistments', 'pykt', 'dkt3', 'matrix']
      },
      { name: 'map', description: 'COLUMN=NAME,…: what the columns are called (default: as in the format)' },
      {
        name: 'outcomes',
        description: 'CODE=OUTCOME,…: what codes mean besides correct, 1, incorrect, 0, skipped'
      },
      { name: 'title', description: 'the title of the bank (default: the name of the first log)' },
      { name: 'id', description: 'the id of the bank (default: made from the title)' }
    ],
    several: true,
    load: () => import('./LogImport')
  },
  {
    name: 'q-matrix',
    summary:
      'which attributes each item needs: a table of 0 and 1, a row an item (its name first), a column an attribute',
    settings: [
      { name: 'title', description: 'the title of the bank (default: the name of the file)' },
      { name: 'id', description: 'the id of the bank (default: made from the title)' }
    ],
    several: false,
    load: () => import('./QMatrixImport')
  },
  {
    name: 'roles',
    summary:
      'no bank, but what is expected of roles (acquis-roles/1): a table with a row for each role, its columns role, title, frequency, and one for each competence with the expected band or level',
    settings: [
      { name: 'bank', description: 'the id of the bank (default: bank, to be mended)' },
      { name: 'id', description: 'the id of the file (default: roles)' }
    ],
    several: false,
    load: () => import('./RolesImport')
  }
]

export const exporters: ReadonlyArray<Exporter> = [
  {
    name: 'table',
    summary: 'a spreadsheet (.csv, or .tsv with tabs) with one row a challenge',
    settings: [
      {
        name: 'separator',
        description:
          'comma, semicolon (for Excel where numbers have decimal commas) or tab (default: comma; tab where --out is a .tsv)',
        values: ['comma', 'semicolon', 'tab']
      },
      {
        name: 'bom',
        description:
          'yes or no: whether the file begins with a byte order mark, by which Excel knows accents (default: yes with --out, no on stdout)',
        values: ['yes', 'no']
      }
    ],
    load: () => import('./TableExport')
  },
  {
    name: 'case',
    summary: 'the competence framework of the bank as a CFPackage of 1EdTech CASE 1.1',
    settings: [
      { name: 'locale', description: 'the language of the texts (default: the first of the bank)' },
      { name: 'creator', description: 'who answers for the framework (default: unknown)' },
      {
        name: 'changed',
        description:
          'when it was last changed, a date or time (default: 1970-01-01, which says that nobody knows)'
      },
      {
        name: 'base',
        description: 'the web address under which the items can be found (default: none, URNs instead)'
      }
    ],
    load: () => import('./CaseExport')
  }
]
