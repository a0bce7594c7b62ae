import { requireGateway } from '#lib/access.ts'
import type { Context } from '../context.ts'
import { clientOfKey, manifestOf, operationOf, type KnownClient, type KnownOperation } from './gateway.queries.ts'

/** The client whose key has this SHA-256 (hexadecimal digits) and works now; null for every other. For the gateway alone. */
export async function clientByKeyHash({ db, caller }: Context, keyHash: string): Promise<KnownClient | null> {
  requireGateway(caller)
  return HASH.test(keyHash) ? ((await clientOfKey(db, Buffer.from(keyHash, 'hex'))) ?? null) : null
}

/** What became of a look-up. */
export type Outcome = 'FOUND' | 'UNKNOWN_OPERATION' | 'UNKNOWN_VERSION' | 'NOT_ACTIVATED' | 'RETIRED'
export interface Found {
  outcome: Outcome
  operation: KnownOperation | null
}

/**
 * The operation of a client that has this SHA-256 (hexadecimal digits), in a version or in any that is served. That of another client is
 * as unknown as one that was never uploaded. For the gateway alone.
 */
export async function operationByHash(
  { db, caller }: Context,
  { clientId, version, hash }: { clientId: string; version: string | null; hash: string },
): Promise<Found> {
  requireGateway(caller)
  const operation = HASH.test(hash) ? await operationOf(db, clientId, version, Buffer.from(hash, 'hex')) : undefined
  if (operation) return { outcome: 'FOUND', operation }
  const manifest = version === null ? null : await manifestOf(db, clientId, version)
  return { outcome: manifest === null ? 'UNKNOWN_OPERATION' : whyNot(manifest), operation: null }
}

function whyNot(manifest: { activated_at: Date | null; retired_at: Date | null } | undefined): Outcome {
  if (!manifest) return 'UNKNOWN_VERSION'
  if (manifest.retired_at) return 'RETIRED'
  return manifest.activated_at ? 'UNKNOWN_OPERATION' : 'NOT_ACTIVATED'
}

const HASH = /^[0-9a-f]{64}$/
