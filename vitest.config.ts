import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { defineConfig } from 'vitest/config'

/** It compiles everything: begun last, it would run alone for minutes. */
const FIRST = '/test/new.test.ts'
/** Journeys run three at a time, beside a whole platform: among other tests all would wait for each other. */
const LAST = '/test/web/web.test.ts'

class InOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => Number(moduleId.endsWith(LAST)) - Number(moduleId.endsWith(FIRST))
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
    sequence: { sequencer: InOrder },
  },
})
