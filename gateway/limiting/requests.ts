import { GraphQLError } from 'graphql'
import type { Principal } from '../caller.ts'
import { GATEWAY_LIMITS } from '../limits.ts'
import { refusedRequests } from '../metrics.ts'
import type { Counts, Taken, Used } from './counts.ts'
import { clientKey, quotaOf, type Quota, type Quotas } from './quotas.ts'

const { windowMs, fieldsPerRequest } = GATEWAY_LIMITS.requests

/** How many requests an operation counts as, by the fields that it may read. */
export const requestsFor = (cost: number): number => Math.max(1, Math.ceil(cost / fieldsPerRequest))

type Refused = GraphQLError | null

/** One request, or one operation of a socket, while it is counted. */
export interface Counted {
  /** Why nothing of it may run: all of the hour or the day is used up. This costs nothing to find out, so it comes before anything is read. */
  refused(): Refused
  /** Counts it as so many requests. Gives the refusal if they are more than what is left. */
  charge(requests: number): Refused | Promise<Refused>
  /** Counts it as one, if it ended before it was known what it costs. */
  settle(): void | Promise<void>
  /** What the client is told of its quota (draft-ietf-httpapi-ratelimit-headers), and the older headers that many clients read. */
  headers(): Readonly<Record<string, string>>
}

export interface RequestLimits {
  /** Begins to count. Undefined if there is nobody to count for. */
  begin(principal: Principal, address: string | undefined): Counted | undefined
  /** So many calls of a client were counted today. */
  learn(clientId: string, calls: number): void
}

/** Requests that a user, an API key or an address may send in an hour, and a key in a day, over any transport. */
export function createRequestLimits({ hours, days, quotas }: { hours: Counts; days: Counts; quotas: Quotas }): RequestLimits {
  const known = new WeakMap<Principal, Quota>()
  const quotaFor = (principal: Principal, address: string | undefined): Quota | null => {
    if (principal.caller.kind === 'anonymous') return quotaOf(quotas, principal, address)
    const quota = known.get(principal) ?? quotaOf(quotas, principal, address)
    if (quota) known.set(principal, quota)
    return quota
  }
  return {
    begin: (principal, address) => {
      const quota = quotaFor(principal, address)
      if (!quota) return undefined
      const { key, most, perDay } = quota
      const ofHour: Policy = { ...HOUR, counts: hours, key, most }
      return counted(perDay === undefined ? [ofHour] : [ofHour, { ...DAY, counts: days, key, most: perDay }])
    },
    learn: (clientId, calls) => {
      // For whoever has counted, it may still be yesterday.
      if (Date.now() % DAY_MS >= MINUTE_MS) days.atLeast(clientKey(clientId), calls)
    },
  }
}

/** So many requests in a window. */
interface Policy {
  readonly name: string
  readonly seconds: number
  readonly counts: Counts
  readonly key: string
  readonly most: number
}
const HOUR = { name: 'hour', seconds: windowMs / 1_000 }
const DAY = { name: 'day', seconds: 24 * 3_600 }
const DAY_MS = DAY.seconds * 1_000
const MINUTE_MS = 60_000

function counted(policies: readonly [Policy, ...Policy[]]): Counted {
  const used = new Map<Policy, Used>()
  let charged = false
  const refuse = (policy: Policy, requests: number, before: Used): GraphQLError => {
    used.set(policy, before)
    return tooMany(policy, requests, before)
  }
  /** Where so many would not fit, as far as is known here. */
  const refusedFor = (requests: number): Refused => {
    for (const policy of policies) {
      const before = policy.counts.known(policy.key)
      if (before && before.points + requests > policy.most) return refuse(policy, requests, before)
    }
    return null
  }
  const add = (requests: number, [policy, ...others]: readonly Policy[]): Refused | Promise<Refused> => {
    if (!policy) return null
    const judge = (taken: Taken): Refused | Promise<Refused> => {
      used.set(policy, taken)
      return taken.fits ? add(requests, others) : tooMany(policy, requests, taken)
    }
    const taken = policy.counts.add(policy.key, requests, policy.most)
    return taken instanceof Promise ? taken.then(judge) : judge(taken)
  }
  const charge = (requests: number): Refused | Promise<Refused> => {
    charged = true
    // What the day has no room for takes nothing of the hour.
    return refusedFor(requests) ?? add(requests, policies)
  }
  return {
    charge,
    refused: () => {
      const refused = refusedFor(1)
      charged ||= refused !== null
      return refused
    },
    settle: () => {
      if (charged) return
      const refused = charge(1)
      if (refused instanceof Promise) return refused.then(() => undefined)
    },
    headers: () =>
      headersOf(
        policies.map((policy) => {
          const { points, endsAt } = used.get(policy) ??
            policy.counts.known(policy.key) ?? { points: 0, endsAt: Date.now() + policy.seconds * 1_000 }
          return { ...policy, left: Math.max(0, policy.most - points), reset: secondsUntil(endsAt) }
        }),
      ),
  }
}

function tooMany({ name, most }: Policy, requests: number, { points, endsAt }: Used): GraphQLError {
  refusedRequests.inc()
  const seconds = secondsUntil(endsAt)
  const left = most - points
  const message =
    left > 0
      ? `This counts as ${requests} requests, and ${left} of this ${name}'s ${most} are left. Ask for less, or again in ${seconds} s.`
      : `All ${most} requests of this ${name} are used up. Try again in ${seconds} s.`
  return new GraphQLError(message, {
    extensions: {
      code: 'RATE_LIMITED',
      retryAfterSeconds: seconds,
      http: { status: 429, headers: { 'retry-after': String(seconds) } },
    },
  })
}

function headersOf(policies: readonly (Policy & { left: number; reset: number })[]): Record<string, string> {
  // Older headers know one policy: the one that ends first.
  const { most, left, reset } = policies.reduce((least, policy) => (policy.left < least.left ? policy : least))
  return {
    ratelimit: policies.map((policy) => `"${policy.name}";r=${policy.left};t=${policy.reset}`).join(', '),
    'ratelimit-policy': policies.map((policy) => `"${policy.name}";q=${policy.most};w=${policy.seconds}`).join(', '),
    'ratelimit-limit': String(most),
    'ratelimit-remaining': String(left),
    'ratelimit-reset': String(reset),
  }
}

const secondsUntil = (at: number): number => Math.max(0, Math.ceil((at - Date.now()) / 1000))
