import js from '@eslint/js'
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript'
import { importX } from 'eslint-plugin-import-x'
import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'

/** What each layer may import besides itself. `src/index.ts` is nobody's. */
const layers = {
  math: [],
  bank: ['math'],
  exchange: ['math', 'bank'],
  knowledge: ['math', 'bank'],
  assessment: ['math', 'bank', 'knowledge'],
  profile: ['math', 'bank', 'knowledge'],
  lab: ['math', 'bank', 'knowledge', 'assessment', 'profile'],
  report: ['math', 'bank', 'knowledge', 'assessment', 'profile', 'lab'],
  cli: ['math', 'bank', 'exchange', 'knowledge', 'assessment', 'profile', 'lab', 'report']
}

const zones = [
  ...Object.entries(layers).map(([layer, below]) => ({
    target: `./src/${layer}`,
    from: './src',
    except: [layer, ...below],
    message:
      'Imports run downwards: math, bank, (exchange |) knowledge, assessment | profile, lab, report, cli.'
  })),
  {
    target: './src',
    from: ['./test', './bench', './dist'],
    message: 'The package does not know its tests.'
  },
  {
    target: './test/support/enumeration.ts',
    from: ['./src', './dist'],
    message: 'The oracle shares no code with what it judges.'
  }
]

const relative = { regex: '^\\.{1,2}/.*\\.[cm]?[jt]s$', message: 'Relative imports carry no extension.' }

const fpTs = [
  {
    regex: '^fp-ts(?!/lib/[A-Za-z]+\\.js$)',
    message: "Write 'fp-ts/lib/X.js': nothing else runs in Node and is rewritten for browsers."
  },
  { regex: '^io-ts/', message: "Import io-ts from its root, 'io-ts'." }
]

const coreOnly = {
  regex: '^(?!\\.{1,2}(/|$)|fp-ts(/|$)|io-ts(/|$)|seedrandom/lib/alea\\.js$)',
  message: 'Below src/cli only fp-ts, io-ts and seedrandom/lib/alea.js are imported.'
}

const itself = { regex: '^acquis(/|$)', message: 'Its own name is for those who install the package.' }

const imports = (...patterns) => ['error', { patterns: [relative, ...fpTs, ...patterns] }]

const forbid = (selector, message) => ({ selector, message })

const functional = [
  forbid('ClassDeclaration, ClassExpression', 'No classes: a type and functions over it.'),
  forbid('TSEnumDeclaration', 'No enums: a union of literals.'),
  forbid('ThrowStatement', 'Nothing throws: errors are values.'),
  forbid('TryStatement', 'Nothing throws: errors are values.'),
  forbid('ForInStatement', 'for…in sees inherited keys: Object.keys or Object.entries.'),
  forbid("NewExpression[callee.name='Date'], CallExpression[callee.name='Date']", 'No clock in the core.'),
  forbid('ImportExpression, AwaitExpression', 'The core loads and awaits nothing: effects live in src/cli.')
]

const noClock = [
  { object: 'Date', property: 'now', message: 'No clock in the core.' },
  { object: 'Math', property: 'random', message: 'Randomness comes from a seed (math/Random).' }
]

const noPlatform = [
  'Buffer',
  'console',
  'crypto',
  'document',
  'fetch',
  'global',
  'globalThis',
  'localStorage',
  'navigator',
  'performance',
  'process',
  'queueMicrotask',
  'require',
  'setImmediate',
  'setInterval',
  'setTimeout',
  'window'
].map((name) => ({ name, message: 'Only src/cli touches the platform.' }))

export default defineConfig(
  globalIgnores(['dist/', 'coverage/', 'fixtures/', '.ci/results/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,

  {
    files: ['**/*.{js,mjs}'],
    languageOptions: { globals: { console: 'readonly', process: 'readonly', URL: 'readonly' } }
  },

  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strict],
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [
        createTypeScriptImportResolver({ project: `${import.meta.dirname}/tsconfig.json` })
      ]
    },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones }],
      'import-x/no-duplicates': 'error',
      'no-restricted-imports': imports(),
      eqeqeq: 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      // a type and the namespace of its functions may share a name; an options record may be empty
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // the rules that need types: those that find faults, not those of taste
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
      '@typescript-eslint/no-unsafe-assignment': 'error',
      '@typescript-eslint/no-unsafe-return': 'error',
      '@typescript-eslint/require-array-sort-compare': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true }
      ]
    }
  },

  {
    files: ['src/**/*.ts'],
    rules: { 'max-lines': ['error', 300], 'no-restricted-imports': imports(itself) }
  },

  {
    files: ['src/**/*.ts'],
    ignores: ['src/cli/**'],
    rules: {
      'no-restricted-imports': imports(coreOnly),
      'no-restricted-syntax': ['error', ...functional],
      'no-restricted-properties': ['error', ...noClock],
      'no-restricted-globals': ['error', ...noPlatform]
    }
  },

  {
    files: ['src/cli/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        forbid(
          'ImportExpression:not([source.value=/^(\\.|node:)/])',
          'import() a file of ours that imports the package: a bundled CommonJS package has no named exports.'
        )
      ]
    }
  },

  {
    files: ['src/math/**', 'src/knowledge/**', 'test/**', 'bench/**'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' }
  },

  {
    files: ['test/**', 'bench/**'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-return': 'off'
    }
  },

  { files: ['test/support/enumeration.ts'], rules: { 'no-restricted-imports': imports(itself) } }
)
