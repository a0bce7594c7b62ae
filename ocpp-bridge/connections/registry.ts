import { setTimeout as wait } from 'node:timers/promises'
import { gauge } from '#lib/metrics.ts'
import { provedProfile } from './admission.ts'
import type { ChargePointConnection } from './charge-point.ts'
import { credentialsOf } from '../charge-point.queries.ts'
import { findEpochs, releaseDeadNodes, renewNode } from './connection.queries.ts'
import type { Services } from '../context.ts'
import type { Gathered } from './gathered.ts'
import { OCPP_LIMITS, type CloseReason } from '../limits.ts'
import { createVigil } from './vigil.ts'

const connected = gauge('evergraph_ocpp_connections', 'Chargers connected to this process.')

/** The sockets of this process. Across all processes the newest connection of an identity owns it. */
export interface Registry {
  /** Takes a new socket on. From then on older ones of its identity are over. False if a newer one came meanwhile. */
  add(connection: ChargePointConnection): Promise<boolean>
  /** Call it when the socket is gone. The late close of an older socket changes nothing. */
  remove(connection: ChargePointConnection): Promise<void>
  /** The connection of a registered station, if it is in this process. */
  ofStation(stationId: string): ChargePointConnection | undefined
  all(): ChargePointConnection[]
  unregisteredCount(): number
  /** Another connection, here or in another process, has taken the identity over. */
  superseded(identity: string, epoch: number): void
  /**
   * The registration of an identity may have changed, so its credentials are checked again. A charger that waited for its registration, and
   * came with what that asks for, is registered on the socket it has.
   */
  recheck(identity: string): Promise<void>
  /** Says that this process lives, and ends what dead ones have left. Call it every `nodeRenewMs`. */
  renew(): Promise<void>
  /** Checks that every socket is still its charger's, and takes those on again that another process has taken for dead. */
  check(): Promise<void>
  /** Resolves when every socket is gone. Sockets that do not answer the close are cut. */
  closeAll(reason: CloseReason): Promise<void>
}

export function createRegistry(
  ctx: Services,
  gathered: Gathered,
  nodeId: string,
  heard: {
    /** A charger that waited is registered now. */
    registered: (connection: ChargePointConnection) => void
    /** A charger was taken on again. What it was to be sent meanwhile was not its connection's. */
    again: (connection: ChargePointConnection) => void
  },
): Registry {
  const { db, log } = ctx
  const byIdentity = new Map<string, ChargePointConnection>()
  const vigil = createVigil(OCPP_LIMITS.nodeDeadMs)
  let closing = false

  const claim = async (connection: ChargePointConnection, stationId: string): Promise<void> => {
    const { identity, version: ocppVersion, securityProfile } = connection
    connection.epoch = await gathered.claim({ identity, stationId, nodeId, ocppVersion, securityProfile })
  }

  const superseded = (identity: string, epoch: number): void => {
    const connection = byIdentity.get(identity)
    if (connection !== undefined && connection.epoch !== 0 && connection.epoch < epoch) connection.cut('superseded')
  }

  const takeAgain = async (connection: ChargePointConnection): Promise<void> => {
    const { identity, stationId } = connection
    if (!connection.isOpen || stationId === null || byIdentity.get(identity) !== connection) return
    log.warn({ identity }, 'this node was taken for dead; it takes the charger on again')
    const { epoch } = connection
    // Its own claim may be heard of before it is known here. It must not count as that of another process.
    connection.epoch = 0
    try {
      await claim(connection, stationId)
    } finally {
      connection.epoch ||= epoch
    }
    if (connection.isOpen) heard.again(connection)
    else await registry.remove(connection)
  }

  const registry: Registry = {
    add: async (connection) => {
      const { identity, stationId } = connection
      // The claim comes before the end of the older socket, so that the charger is not offline in between.
      if (stationId !== null) await claim(connection, stationId)
      const before = byIdentity.get(identity)
      if (before !== undefined && before.epoch > connection.epoch) connection.cut('superseded')
      if (closing) connection.close('goingAway')
      if (!connection.isOpen) {
        await registry.remove(connection)
        return false
      }
      byIdentity.set(identity, connection)
      before?.cut('superseded')
      connected.set(byIdentity.size)
      await registry.recheck(identity)
      return connection.isOpen
    },
    remove: async (connection) => {
      const { identity, stationId, epoch } = connection
      if (byIdentity.get(identity) === connection) byIdentity.delete(identity)
      connected.set(byIdentity.size)
      if (stationId === null || epoch === 0) return
      await gathered.release({ identity, epoch })
    },
    ofStation: (stationId) =>
      byIdentity.values().find((connection) => connection.stationId === stationId && connection.epoch !== 0),
    all: () => [...byIdentity.values()],
    unregisteredCount: () => byIdentity.values().reduce((count, { stationId }) => count + (stationId === null ? 1 : 0), 0),
    superseded,
    recheck: async (identity) => {
      const connection = byIdentity.get(identity)
      if (connection === undefined) return
      const chargePoint = (await gathered.chargePoint(identity)) ?? undefined
      const credentials = credentialsOf(chargePoint)
      if (credentials === connection.credentials) return
      const waited = connection.stationId === null && chargePoint !== undefined && (await connection.proves(chargePoint))
      if (!waited) return connection.close('reauthenticate')
      // Another check may have been faster.
      if (connection.credentials === credentials) return
      connection.register(chargePoint.station_id, credentials, provedProfile(connection.securityProfile, chargePoint))
      await claim(connection, chargePoint.station_id)
      if (connection.isOpen) heard.registered(connection)
      else await registry.remove(connection)
    },
    renew: async () => {
      await renewNode(db, nodeId)
      if (vigil.isUnbroken()) await db.transaction().execute(releaseDeadNodes)
    },
    check: async () => {
      const mine = byIdentity.values().filter(({ stationId, epoch }) => stationId !== null && epoch !== 0)
      const connections = [...mine]
      const epochs = await findEpochs(
        db,
        connections.map(({ identity }) => identity),
      )
      const lost: ChargePointConnection[] = []
      for (const connection of connections) {
        const epoch = epochs.get(connection.identity)
        if (epoch === undefined) lost.push(connection)
        else superseded(connection.identity, epoch)
      }
      // All at once, each in its turn: one after the other a thousand of them would be offline for long.
      const taken = await Promise.allSettled(lost.map(takeAgain))
      const faults = taken.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []))
      if (faults.length > 0) throw faults[0]
    },
    closeAll: async (reason) => {
      closing = true
      for (const connection of byIdentity.values()) connection.close(reason)
      const deadline = Date.now() + OCPP_LIMITS.closeMs
      while (byIdentity.size > 0 && Date.now() < deadline) await wait(10)
      for (const connection of byIdentity.values()) connection.cut(reason)
    },
  }
  return registry
}
