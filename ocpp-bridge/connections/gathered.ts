import { createTogether } from '#lib/work/together.ts'
import { findChargePoint, findChargePoints, noteCertified, type ChargePointRow } from '../charge-point.queries.ts'
import type { Services } from '../context.ts'
import { OCPP_LIMITS } from '../limits.ts'
import type { Trx } from '../tables.ts'
import { lockChargePoint, lockChargePoints } from '../transactions/transaction.queries.ts'
import { claimConnections, releaseConnections, type Claimed } from './connection.queries.ts'
import { stationsWithWork } from './due.queries.ts'

type Ended = { identity: string; epoch: number }

/** What connections need of the database. When thousands come back at once, each by itself would cost many times as much. */
export interface Gathered {
  /** The charger of this identity, or null. */
  chargePoint(identity: string): Promise<ChargePointRow | null>
  /** Makes its process the owner of a charger's socket; gives the connection's epoch. Of two of one identity, the later has the higher one. */
  claim(claimed: Claimed): Promise<number>
  /** Gives a connection up. Changes nothing if it is no longer the newest. */
  release(ended: Ended): Promise<true>
  /** Whether there may be something to ask of this charger. */
  hasWork(stationId: string): Promise<boolean>
}

export function createGathered({ db, inTurn }: Pick<Services, 'db' | 'inTurn'>): Gathered {
  const { connectionsTogether: most, connectionsAtOnce: atOnce } = OCPP_LIMITS
  const inLane = <T>(work: () => Promise<T>) => inTurn('connections', work)
  const transaction = <T>(work: (trx: Trx) => Promise<T>) => inLane(() => db.transaction().execute(work))

  return {
    chargePoint: createTogether<string, ChargePointRow | null>({
      most,
      atOnce,
      together: async (identities) => {
        const rows = await inLane(() => findChargePoints(db, identities))
        const found = new Map(rows.map((row) => [row.identity, row]))
        return identities.map((identity) => found.get(identity) ?? null)
      },
      alone: async (identity) => (await inLane(() => findChargePoint(db, identity))) ?? null,
    }),
    claim: inOrder(
      ({ identity }) => identity,
      createTogether<Claimed, number>({
        most,
        atOnce,
        together: (all) =>
          transaction(async (trx) => {
            await lockChargePoints(
              trx,
              all.map(({ identity }) => identity),
            )
            const epochs = await claim(trx, all)
            return all.map(({ identity }) => epochs.get(identity))
          }),
        alone: (one) =>
          transaction(async (trx) => {
            await lockChargePoint(trx, one.identity)
            const epochs = await claim(trx, [one])
            return epochs.get(one.identity) ?? 0
          }),
      }),
    ),
    release: createTogether<Ended, true>({
      most,
      atOnce,
      together: async (ended) => {
        await transaction(async (trx) => {
          await lockChargePoints(
            trx,
            ended.map(({ identity }) => identity),
          )
          await releaseConnections(trx, ended)
        })
        return ended.map(() => true as const)
      },
      alone: (one) =>
        transaction(async (trx) => {
          await lockChargePoint(trx, one.identity)
          await releaseConnections(trx, [one])
          return true as const
        }),
    }),
    hasWork: createTogether<string, boolean>({
      most,
      atOnce,
      together: async (stationIds) => {
        const found = new Set(await inLane(() => stationsWithWork(db, stationIds)))
        return stationIds.map((stationId) => found.has(stationId))
      },
      // It is looked for by whoever sends it.
      alone: () => Promise.resolve(true),
    }),
  }
}

/** What is asked of one key is done one by one, in the order in which it was asked. An older socket's claim would else pass a newer one's. */
function inOrder<Item, Result>(
  keyOf: (item: Item) => string,
  work: (item: Item) => Promise<Result>,
): (item: Item) => Promise<Result> {
  const last = new Map<string, Promise<Result>>()
  return async (item) => {
    const key = keyOf(item)
    const before: Promise<unknown> = last.get(key) ?? Promise.resolve()
    const mine = before.catch(() => null).then(() => work(item))
    last.set(key, mine)
    try {
      return await mine
    } finally {
      if (last.get(key) === mine) last.delete(key)
    }
  }
}

async function claim(trx: Trx, claimed: readonly Claimed[]): Promise<Map<string, number>> {
  const certified = claimed.filter(({ securityProfile }) => securityProfile === 3)
  if (certified.length > 0)
    await noteCertified(
      trx,
      certified.map(({ stationId }) => stationId),
    )
  return claimConnections(trx, claimed)
}
