import { GraphQLError } from 'graphql'
import type { Principal } from '../caller.ts'
import { GATEWAY_LIMITS } from '../limits.ts'
import { refusedRequests } from '../metrics.ts'
import type { Counts, Taken, Used } from './counts.ts'
import { quotaOf, type Quota, type Quotas } from './quotas.ts'

const { windowMs, fieldsPerRequest } = GATEWAY_LIMITS.requests

/** How many requests an operation counts as, by the fields that it may read. */
export const requestsFor = (cost: number): number => Math.max(1, Math.ceil(cost / fieldsPerRequest))

type Refused = GraphQLError | null

/** One request, or one operation of a socket, while it is counted. */
export interface Counted {
  /** Why nothing of it may run: all of the hour is used up. This costs nothing to find out, so it comes before anything is read. */
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
}

/** Requests that a user, an API key or an address may send in an hour, over any transport. */
export function createRequestLimits({ counts, quotas }: { counts: Counts; quotas: Quotas }): RequestLimits {
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
      return quota ? counted(counts, quota) : undefined
    },
  }
}

function counted(counts: Counts, { key, most }: Quota): Counted {
  let used: Used | undefined
  let charged = false
  const judge = (requests: number, taken: Taken): Refused => {
    used = taken
    return taken.fits ? null : tooMany(most, requests, taken)
  }
  const charge = (requests: number): Refused | Promise<Refused> => {
    charged = true
    const taken = counts.add(key, requests, most)
    return taken instanceof Promise ? taken.then((each) => judge(requests, each)) : judge(requests, taken)
  }
  return {
    charge,
    refused: () => {
      const before = counts.known(key)
      if (!before || before.points < most) return null
      charged = true
      return judge(1, { ...before, fits: false })
    },
    settle: () => {
      if (charged) return
      const refused = charge(1)
      if (refused instanceof Promise) return refused.then(() => undefined)
    },
    headers: () => headersOf(most, used ?? { points: 0, endsAt: Date.now() + windowMs }),
  }
}

function tooMany(most: number, requests: number, { points, endsAt }: Used): GraphQLError {
  refusedRequests.inc()
  const seconds = secondsUntil(endsAt)
  const left = most - points
  const message =
    left > 0
      ? `This counts as ${requests} requests, and ${left} of this hour's ${most} are left. Ask for less, or again in ${seconds} s.`
      : `All ${most} requests of this hour are used up. Try again in ${seconds} s.`
  return new GraphQLError(message, {
    extensions: {
      code: 'RATE_LIMITED',
      retryAfterSeconds: seconds,
      http: { status: 429, headers: { 'retry-after': String(seconds) } },
    },
  })
}

function headersOf(most: number, { points, endsAt }: Used): Record<string, string> {
  const left = Math.max(0, most - points)
  const seconds = secondsUntil(endsAt)
  return {
    ratelimit: `"hour";r=${left};t=${seconds}`,
    'ratelimit-policy': `"hour";q=${most};w=${windowMs / 1000}`,
    'ratelimit-limit': String(most),
    'ratelimit-remaining': String(left),
    'ratelimit-reset': String(seconds),
  }
}

const secondsUntil = (at: number): number => Math.max(0, Math.ceil((at - Date.now()) / 1000))
