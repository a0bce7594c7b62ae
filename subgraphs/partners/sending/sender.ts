import { setTimeout as wait } from 'node:timers/promises'
import { publicAgent, type PublicAgentOptions } from '#lib/http/public-agent.ts'
import type { Log } from '#lib/log.ts'
import { listen } from '#lib/work/listen.ts'
import { createOutage } from '#lib/work/outage.ts'
import { secretsOf } from '../endpoints/endpoint.queries.ts'
import { openSigner, type Signer } from '../endpoints/secret.ts'
import { WEBHOOK_LIMITS } from '../kinds/limits.ts'
import { DUE_CHANNEL } from '../messages/message.queries.ts'
import type { Db, Secret } from '../tables.ts'
import { sendOnce } from './send.ts'
import { claimDue, type Due } from './try.queries.ts'

/** Sends what is due. One for each process; they share the work by the database. */
export interface Sender extends AsyncDisposable {
  /** Looks for what is due of all endpoints. Resolves when it has begun. */
  sweep: () => Promise<void>
  /** Endpoints to which something was sent since it was asked last, or could not be. */
  takeTried: () => string[]
}

const DRAIN_MS = 5_000

/**
 * Each endpoint has a lane of its own, so that one that does not answer delays its own messages alone. Those that fail all the time get one
 * try at a time, and half of all places.
 */
export async function startSender(given: {
  db: Db
  url: string
  log: Log
  sealing: Uint8Array
  reach: PublicAgentOptions
}): Promise<Sender> {
  const { db, url, log, sealing, reach } = given
  const { atOnce, perEndpoint, perDeadEndpoint, deadAfter, leaseMs } = WEBHOOK_LIMITS
  // No limit by host: several partners may share one, and would wait for each other. `busy` bounds the tries of an endpoint.
  const agent = publicAgent({ connections: null, ...reach })
  const outage = createOutage(log, 'sending webhooks')
  const busy = new Map<string, number>()
  const underWay = { false: new Set<Promise<void>>(), true: new Set<Promise<void>>() }
  let stopped = false
  /** Endpoints to look at: all, or those of which a try has ended or for which something has come. */
  let all = false
  const freed = new Set<string>()
  const tried = new Set<string>()

  const round = async (dead: boolean, of: readonly string[] | null): Promise<void> => {
    const lane = underWay[`${dead}`]
    const limit = (dead ? atOnce / 2 : atOnce) - lane.size
    if (stopped || limit <= 0) return
    const room = { perEndpoint: dead ? perDeadEndpoint : perEndpoint, limit, busy }
    const due = await claimDue(db, { dead, deadAfter, leaseMs, of, ...room })
    const signers = await signersOf(due)
    for (const each of due) {
      const { endpoint_id: id } = each
      busy.set(id, (busy.get(id) ?? 0) + 1)
      const full = () => lane.size >= (dead ? atOnce / 2 : atOnce)
      const running = sendOnce({ db, agent }, each, signers.get(id) ?? [])
        .then(outage.over, outage.failed)
        .finally(() => {
          if (full()) all = true
          lane.delete(running)
          tried.add(id)
          const left = (busy.get(id) ?? 1) - 1
          if (left === 0) busy.delete(id)
          else busy.set(id, left)
          freed.add(id)
          wake()
        })
      lane.add(running)
    }
  }

  async function signersOf(due: readonly Due[]): Promise<Map<string, Signer[]>> {
    const ids = [...new Set(due.map(({ endpoint_id: id }) => id))]
    const signers = new Map<string, Signer[]>()
    if (ids.length > 0)
      for (const secret of await secretsOf(db, ids)) {
        const signer = opened(secret)
        if (signer) signers.set(secret.endpoint_id, [...(signers.get(secret.endpoint_id) ?? []), signer])
      }
    return signers
  }

  /** One that does not open must not keep the messages of all others. */
  function opened(secret: Secret): Signer | null {
    try {
      return openSigner(sealing, secret)
    } catch (error) {
      log.error({ err: error, endpointId: secret.endpoint_id }, 'a webhook secret does not open: PARTNERS_SECRET_KEY is another')
      return null
    }
  }

  let running: Promise<void> | null = null
  const fill = (): Promise<void> => {
    running ??= (async () => {
      // Once it is stopped no round takes anything.
      while (all || freed.size > 0) {
        const of = all ? null : [...freed]
        all = false
        freed.clear()
        await round(false, of)
        await round(true, of)
      }
    })().finally(() => {
      running = null
      // What was freed while the last round ended.
      if (!stopped && freed.size > 0) wake()
    })
    return running
  }
  // The next sweep tries again, and says so.
  const wake = (): void => void fill().catch(() => undefined)
  const sweep = () => {
    all = true
    return fill()
  }
  const missed = () => void sweep().catch(() => undefined)
  const heard = (payload: string) => {
    if (payload === '') return missed()
    for (const id of payload.split(' ')) freed.add(id)
    wake()
  }
  const ears = await listen({ url, name: 'evergraph-webhooks', channels: { [DUE_CHANNEL]: heard }, missed, log })
  return {
    sweep,
    takeTried: () => {
      const ids = [...tried]
      tried.clear()
      return ids
    },
    [Symbol.asyncDispose]: async () => {
      stopped = true
      await ears[Symbol.asyncDispose]()
      await running?.catch(() => undefined)
      const left = [...underWay.true, ...underWay.false]
      await Promise.race([Promise.all(left), wait(DRAIN_MS, undefined, { ref: false })])
      await agent.destroy()
      await Promise.all(left)
    },
  }
}
