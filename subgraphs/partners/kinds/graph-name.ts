import type { KindName } from './kinds.ts'

/** As the graph names a kind, whose own name has dots and hyphens. */
export const graphName = (name: KindName): string => name.toUpperCase().replaceAll(/[.-]/g, '_')
