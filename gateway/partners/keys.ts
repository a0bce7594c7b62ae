import ipaddr from 'ipaddr.js'
import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { SCOPES, type ClientCaller } from '#lib/auth.ts'
import { networkOf } from '#lib/client-address.ts'
import { DomainError, refuse } from '#lib/errors.ts'
import type { Log } from '#lib/log.ts'
import { apiKeyHash, isApiKey } from '#lib/partners/api-key.ts'
import type { Principal, Deniable } from '../caller.ts'
import type { Ear } from '../hearing.ts'
import { GATEWAY_LIMITS } from '../limits.ts'
import { lasting, localCounts } from '../limiting/counts.ts'
import { createAsked } from './asked.ts'

/** Makes the principal of a key. */
export type OpenClient = (caller: ClientCaller, expiresAt: number | null, client: KnownClient, deniable: Deniable) => Principal

/** Asks the partners subgraph as the gateway itself. Throws what went wrong. */
export type AskPartners = (query: string, variables: Readonly<Record<string, unknown>>) => Promise<unknown>

/** What is known of a key. */
const clientShape = z.object({
  clientId: z.uuid(),
  keyId: z.uuid(),
  keyExpiresAt: z.string().nullable(),
  partnerId: z.uuid(),
  scopes: z.array(z.enum(SCOPES)),
  sandbox: z.boolean(),
  allowedAddresses: z.array(z.string()),
  requestsPerHour: z.number(),
  requestsPerDay: z.number(),
  activeVersion: z.string().nullable(),
})
export type KnownClient = z.output<typeof clientShape>
/** Its calls of today are no part of what it is: they change with each. */
const foundShape = clientShape.extend({ callsToday: z.number() })
const answerShape = z.object({ gatewayClient: foundShape.nullable() })

export const CLIENT_OF_KEY = `query ClientOfKey($keyHash: String!) { gatewayClient(keyHash: $keyHash) { ${Object.keys(foundShape.shape).join(' ')} } }`

const { freshMs, graceMs, kept, wrongKeys } = GATEWAY_LIMITS.keys

/** API keys as callers. */
export interface Keys {
  /** The principal of a key that is used from an address. Throws UNAUTHENTICATED, FORBIDDEN for the address, UNAVAILABLE or RATE_LIMITED. */
  of(key: string, address: string | undefined): Principal | Promise<Principal>
  /** Asks again for the keys whose sockets and streams are open, so that those of a key that was revoked end. */
  checkWatched(): Promise<void>
  readonly ears: readonly Ear[]
}

/** A key while it is as it is. When it changes in anything, this ends, and with it the sockets that it opened. */
interface Opened {
  readonly client: KnownClient
  readonly blocks: readonly Block[]
  readonly principal: Principal
  readonly watchers: Set<() => void>
  ended: boolean
}
type Block = ReturnType<typeof ipaddr.parseCIDR>

/**
 * The keys of partners' programs, as the partners subgraph knows them. Only a key's hash is kept and sent. What was found is believed for
 * some seconds, and forgotten at once when the client changes.
 */
export function createKeys(options: {
  ask: AskPartners
  open: OpenClient
  /** Is told how many calls of a client partners has counted today. */
  counted?: (clientId: string, calls: number) => void
  log: Log
}): Keys {
  const { ask, counted, log } = options
  const opened = new Map<string, Opened>()
  const watched = new Set<string>()
  const misses = localCounts(lasting(60_000, kept))

  const asked = createAsked<KnownClient | null>({
    ask: async (keyHash) => {
      const found = answerShape.parse(await ask(CLIENT_OF_KEY, { keyHash })).gatewayClient
      if (!found) return null
      const { callsToday, ...client } = found
      counted?.(client.clientId, callsToday)
      return client
    },
    freshMs,
    graceMs,
    isNothing: (client) => client === null,
    sizeOf: () => 1,
    limits: { something: kept, nothing: kept },
    about: (client) => client?.clientId ?? '',
  })

  const end = (hash: string): void => {
    const known = opened.get(hash)
    opened.delete(hash)
    watched.delete(hash)
    if (!known) return
    known.ended = true
    for (const run of known.watchers) run()
  }

  const openingOf = (hash: string, client: KnownClient): Opened => {
    const known = opened.get(hash)
    if (known && isDeepStrictEqual(known.client, client)) return known
    end(hash)
    const watchers = new Set<() => void>()
    const { clientId, partnerId, scopes, sandbox, keyExpiresAt, allowedAddresses } = client
    const isDenied = () => made.ended
    const whenDenied = (run: () => void) => {
      watchers.add(run)
      watched.add(hash)
      return () => {
        watchers.delete(run)
        if (watchers.size === 0) watched.delete(hash)
      }
    }
    const expiresAt = keyExpiresAt === null ? null : Date.parse(keyExpiresAt)
    const caller: ClientCaller = { kind: 'client', clientId, partnerId, scopes, sandbox }
    const made: Opened = {
      client,
      blocks: allowedAddresses.map((block) =>
        ipaddr.parseCIDR(block.includes('/') ? block : `${block}/${block.includes(':') ? 128 : 32}`),
      ),
      principal: options.open(caller, expiresAt, client, { isDenied, whenDenied }),
      watchers,
      ended: false,
    }
    for (const [oldest, { watchers: open }] of opened) {
      if (opened.size < kept) break
      if (open.size === 0) opened.delete(oldest)
    }
    opened.set(hash, made)
    return made
  }

  /** The key's principal, if it may be used from there. */
  const judged = (key: string, hash: string, client: KnownClient | null, address: string | undefined): Principal => {
    if (!client || client.sandbox !== key.startsWith('egs_')) {
      end(hash)
      if (address !== undefined) misses.add(networkOf(address), 1, wrongKeys)
      throw unknown()
    }
    const { blocks, principal } = openingOf(hash, client)
    if (principal.expiresAt !== null && principal.expiresAt <= Date.now()) throw unknown()
    if (blocks.length > 0 && !isWithin(address, blocks))
      throw refuse(
        'FORBIDDEN',
        `This key does not work from ${address ?? 'an unknown address'}. Add it to the allowed addresses of the client.`,
      )
    return principal
  }

  return {
    of: (key, address) => {
      if (!isApiKey(key))
        throw new DomainError('UNAUTHENTICATED', 'This is no whole key. Copy it again, from its first sign to its last.')
      const hash = apiKeyHash(key)
      // A key that was good before is asked for again, whatever else comes from its address.
      if (!opened.has(hash) && address !== undefined && (misses.known(networkOf(address))?.points ?? 0) >= wrongKeys)
        throw refuse('RATE_LIMITED', 'Too many keys that do not exist have come from this address. Try again in a minute.')
      const client = asked.get(hash)
      if (!(client instanceof Promise)) return judged(key, hash, client, address)
      return client.then(
        (found) => judged(key, hash, found, address),
        (error: unknown) => {
          log.warn({ err: error }, 'a key could not be looked up')
          throw refuse('UNAVAILABLE', 'Keys cannot be looked up at the moment. Try again in a few seconds.')
        },
      )
    },
    checkWatched: async () => {
      await Promise.all([...watched].map((hash) => check(hash)))
    },
    ears: [
      {
        names: ['partners.client.changed'],
        heard: (event) => {
          if (event.name !== 'partners.client.changed') return
          const { clientId } = event.data
          asked.forget(clientId)
          // Those of requests whose bodies are still on their way, too: these are run by what they were opened as.
          for (const [hash, { client }] of opened) if (client.clientId === clientId) void check(hash)
        },
      },
    ],
  }

  /** Ends what was opened by a key that has changed since. */
  async function check(hash: string): Promise<void> {
    try {
      const client = await asked.again(hash)
      const known = opened.get(hash)
      if (known && !isDeepStrictEqual(known.client, client)) end(hash)
    } catch (error) {
      log.warn({ err: error }, 'a key that is in use could not be looked up')
    }
  }
}

const unknown = () =>
  new DomainError('UNAUTHENTICATED', 'There is no such key, or it was revoked or has expired. Use another, or make one.')

function isWithin(address: string | undefined, blocks: readonly Block[]): boolean {
  if (address === undefined || !ipaddr.isValid(address)) return false
  const at = ipaddr.process(address)
  return blocks.some(([block, bits]) => block.kind() === at.kind() && at.match(block, bits))
}
