import { randomInt } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { createBreaker } from '#lib/work/breaker.ts'
import { createLane } from '#lib/work/lane.ts'
import { listen } from '#lib/work/listen.ts'
import { createRounds } from '#lib/work/rounds.ts'
import type { PaymentProvider, ProviderName } from '../providers/provider.ts'
import type { Db } from '../tables.ts'
import { createTogether } from '#lib/work/together.ts'
import { freeOrphans, KEEP_NUMBER } from './claim.queries.ts'
import { claimEvents, insertEvents, type Heard } from './event.queries.ts'
import { OPERATION_LIMITS } from './limits.ts'
import { look } from './look.ts'
import { claimOperations, DUE_CHANNEL, findOperation } from './operation.queries.ts'
import { performOnce } from './perform.ts'
import type { Subjects, Work } from './subject.ts'

/** Sends what is wanted of providers, and looks where their hooks say so. One for each process; they share the work by the database. */
export interface Runner extends AsyncDisposable {
  /**
   * Sends an operation that was committed now, outside of any transaction, and waits until it has an answer: `OPERATION_LIMITS.waitMs` at
   * most. Read its subject afterwards; where there is no answer yet, one comes later.
   */
  perform: (operationId: string) => Promise<void>
  /** Keeps what a provider's hook has told, and looks where it says. Resolves once it is kept. */
  hear: (heard: Heard) => Promise<void>
  /** Looks for what is due. Resolves when it has begun. */
  sweep: () => Promise<void>
  /** Providers that are left alone, because they say nothing. */
  silent: () => ProviderName[]
}

/** What is due is also looked for at once when a transaction that has begun an operation commits, in whichever process. */
export async function startRunner(given: Work & { db: Db; subjects: Subjects; url: string }): Promise<Runner> {
  const { db, providers, log, url } = given
  const { callsAtOnce, looksAtOnce, leaseMs, freshMs, waitMs, drainMs, hooksTogether } = OPERATION_LIMITS
  const claimedBy = randomInt(1, 2 ** 31 - 1)
  let stopped = false
  const byProvider = new Map([...providers.values()].map((provider) => [provider.name, lanesOf(provider)]))

  function lanesOf(provider: PaymentProvider) {
    const { name } = provider
    const breaker = createBreaker({ ...OPERATION_LIMITS, atOnce: callsAtOnce })
    const watched = async (work: Promise<'ANSWERED' | 'SILENT'>) => {
      if ((await work) === 'ANSWERED') breaker.answered()
      else breaker.silent()
    }
    const calls = createLane({
      room: (underWay) => (stopped ? 0 : breaker.room(underWay)),
      claim: (limit) => claimOperations(db, { provider: name, claimedBy, leaseMs, limit }),
      work: (operation) => watched(performOnce(given, provider, operation)),
      freed: () => wake(),
    })
    const looks = createLane({
      room: (underWay) => (stopped ? 0 : breaker.isOpen() ? Math.min(1, breaker.room(underWay)) : looksAtOnce - underWay),
      claim: (limit) => claimEvents(db, { provider: name, claimedBy, leaseMs, limit }),
      work: (event) => watched(look(given, provider, event)),
      freed: () => wake(),
    })
    return { breaker, calls, looks }
  }

  // Once it is stopped no lane has room.
  const rounds = createRounds(() =>
    Promise.all([...byProvider.values()].flatMap(({ calls, looks }) => [calls.fill(), looks.fill()])),
  )
  // The next round tries again, and says so.
  const wake = () => void rounds.next().catch(() => undefined)
  const ears = await listen({
    url,
    name: 'evergraph-payments-due',
    channels: { [DUE_CHANNEL]: wake },
    begin: (client) => client.query(KEEP_NUMBER, [claimedBy]),
    missed: wake,
    log,
  })

  // Providers send thousands at once when they have been away.
  const keep = createTogether<Heard, true>({
    most: hooksTogether,
    atOnce: 1,
    together: async (heard) => {
      await insertEvents(db, heard)
      return heard.map(() => true)
    },
    alone: async (heard) => {
      await insertEvents(db, [heard])
      return true
    },
  })

  return {
    sweep: async () => {
      await freeOrphans(db, { mine: claimedBy, freshMs })
      await rounds.next()
    },
    hear: async (heard) => {
      await keep(heard)
      wake()
    },
    silent: () => [...byProvider].filter(([, { breaker }]) => breaker.isOpen()).map(([name]) => name),
    perform: async (id) => {
      const end = performance.now() + waitMs
      const wanted = await findOperation(db, id)
      const lanes = wanted && byProvider.get(wanted.provider)
      if (!lanes || lanes.breaker.isOpen()) return
      const [claimed] = await claimOperations(db, { provider: wanted.provider, claimedBy, leaseMs, limit: 1, id })
      // Else another worker has it, here or in another process: the commit has woken them all.
      if (claimed) await Promise.race([lanes.calls.begin(claimed), wait(waitMs, undefined, { ref: false })])
      // An answer that was lost is asked for again soon.
      for (;;) {
        const now = await findOperation(db, id)
        const answered = now?.state !== 'OPEN' || now.external_id !== null
        if (answered || stopped || lanes.breaker.isOpen() || performance.now() > end) return
        await wait(50)
      }
    },
    [Symbol.asyncDispose]: async () => {
      stopped = true
      await ears[Symbol.asyncDispose]()
      const underWay = [...byProvider.values()].flatMap(({ calls, looks }) => [...calls.underWay, ...looks.underWay])
      await Promise.race([Promise.all([rounds.underWay(), ...underWay]), wait(drainMs, undefined, { ref: false })]).catch(
        () => undefined,
      )
    },
  }
}
