import type { SubgraphResponse } from './plan-types.ts'

interface Deduped {
  variables: Record<string, unknown> | undefined
  restore: (response: SubgraphResponse) => SubgraphResponse
}

/**
 * Entity representations without their duplicates (a page of connectors names few stations, and the plan's executor asks for
 * each one as often as it stands there), and the way back: entities and error paths at all their places.
 */
export function dedupe(variables: Record<string, unknown> | undefined): Deduped {
  const all = variables?.['representations']
  if (!Array.isArray(all) || all.length < 2) return { variables, restore: (response) => response }
  const seen = new Map<string, number>()
  const unique: unknown[] = []
  const places = all.map((representation: unknown) => {
    const key = JSON.stringify(representation)
    const place = seen.get(key) ?? unique.push(representation) - 1
    seen.set(key, place)
    return place
  })
  if (unique.length === all.length) return { variables, restore: (response) => response }
  return { variables: { ...variables, representations: unique }, restore: (response) => restored(response, places) }
}

function restored({ data, errors, ...rest }: SubgraphResponse, places: readonly number[]): SubgraphResponse {
  const entities: unknown = data?.['_entities']
  return {
    ...rest,
    // Sharing one entity between its places is safe: the executor merges into its own objects, and later fetches ask for the
    // same things at all places of one path.
    ...(data !== undefined && {
      data: Array.isArray(entities) ? { ...data, _entities: places.map((place) => entities[place] as unknown) } : data,
    }),
    ...(errors && {
      errors: errors.flatMap((error) => {
        const [root, at, ...tail] = error.path ?? []
        if (root !== '_entities' || typeof at !== 'number') return [error]
        return places.flatMap((place, index) => (place === at ? [{ ...error, path: [root, index, ...tail] }] : []))
      }),
    }),
  }
}
