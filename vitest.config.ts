import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { defineConfig } from 'vitest/config'

/** Those that start a whole platform take minutes: begun last, one of them would run alone at the end. */
const LONGEST = ['/test/web/web.test.ts', '/test/new.test.ts', '/test/']

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const found = LONGEST.findIndex((part) => moduleId.includes(part))
      return found < 0 ? LONGEST.length : found
    }
    return (await super.sort(files)).toSorted((one, other) => place(one) - place(other))
  }
}

export default defineConfig({
  resolve: {
    // Vite would take graphql's ES build for our files while packages load its CommonJS one, as plain Node does for both: two
    // copies, whose types do not know each other.
    alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }],
  },
  test: {
    include: ['**/*.test.ts'],
    exclude: ['node_modules/**', '.evergraph/**'],
    globalSetup: ['test/global-setup.ts'],
    // Bounds on what hangs: a loaded machine is many times slower than an idle one.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 3,
    maxConcurrency: 3,
    pool: 'forks',
    // A process runs many files. Loading every library anew took half of the run; modules of ours keep nothing that a test could trip over.
    isolate: false,
    sequence: { sequencer: LongestFirst },
  },
})
