import type { KeyingConfig } from '@urql/exchange-graphcache'

/** How the cache knows a thing again: by its id. What has none is part of what it was asked through. */
export const keys = new Proxy<KeyingConfig>(
  {},
  { get: () => (data: { id?: unknown }) => (typeof data.id === 'string' ? data.id : null) },
)
