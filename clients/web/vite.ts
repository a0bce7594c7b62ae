import { join } from 'node:path'
import tailwind from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import type { InlineConfig } from 'vite'
import { documentsApart } from './documents.ts'

export const APPS = ['driver', 'admin', 'partner'] as const
export type App = (typeof APPS)[number]

/** How an app is built: from `clients/<app>/index.html` into `clients/<app>/dist/`, with a hash in the name of all but the page. */
export function appConfig(app: App) {
  return {
    root: join(import.meta.dirname, '..', app),
    configFile: false,
    logLevel: 'warn',
    plugins: [documentsApart(), react(), tailwind()],
    // A copy of graphql for documents alone: a fifth of its size.
    resolve: { alias: { graphql: '@0no-co/graphql.web' } },
    // MapLibre is one chunk, which is loaded after the list.
    build: {
      target: 'es2022',
      emptyOutDir: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 1_200,
      rolldownOptions: {
        // On a slow machine it would say which plugin took how long, which reads like a fault of the build.
        checks: { bundlerTimings: false },
        // What every page needs is one file: in forty it is a tenth larger as gzip.
        output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } },
      },
    },
    worker: { format: 'es' },
  } as const satisfies InlineConfig
}
