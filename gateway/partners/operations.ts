import { z } from 'zod'
import type { Ear } from '../hearing.ts'
import { GATEWAY_LIMITS } from '../limits.ts'
import { createAsked } from './asked.ts'
import type { AskPartners } from './keys.ts'

const { freshMs, graceMs, keptBytes, unknownKept } = GATEWAY_LIMITS.manifests

const foundShape = z.object({
  outcome: z.enum(['FOUND', 'UNKNOWN_OPERATION', 'UNKNOWN_VERSION', 'NOT_ACTIVATED', 'RETIRED']),
  version: z.string().nullable(),
  name: z.string().nullable(),
  body: z.string().nullable(),
})
export type Found = z.output<typeof foundShape>
const answerShape = z.object({ gatewayOperation: foundShape })

export const OPERATION_BY_HASH = `query OperationByHash($clientId: UUID!, $version: String, $hash: String!) {
  gatewayOperation(clientId: $clientId, version: $version, hash: $hash) { ${Object.keys(foundShape.shape).join(' ')} }
}`

/** An operation of a client's manifest, in one version or in any that is served. */
export interface Wanted {
  clientId: string
  version: string | null
  hash: string
}

/** Operations of the manifests of clients, as the partners subgraph knows them. */
export interface ManifestOperations {
  find(wanted: Wanted): Found | Promise<Found>
  readonly ears: readonly Ear[]
}

export function createManifestOperations(ask: AskPartners): ManifestOperations {
  const asked = createAsked<Found>({
    ask: async (key) =>
      answerShape.parse(await ask(OPERATION_BY_HASH, JSON.parse(key) as Record<string, unknown>)).gatewayOperation,
    freshMs,
    graceMs,
    isNothing: ({ body }) => body === null,
    sizeOf: ({ body }) => (body === null ? 1 : 300 + 2 * body.length),
    limits: { something: keptBytes, nothing: unknownKept },
    about: (_found, key) => (JSON.parse(key) as Wanted).clientId,
  })
  return {
    find: ({ clientId, version, hash }) => asked.get(JSON.stringify({ clientId, version, hash })),
    ears: [
      {
        names: ['partners.manifest.changed'],
        heard: (event) => {
          if (event.name === 'partners.manifest.changed') asked.forget(event.data.clientId)
        },
      },
    ],
  }
}
