import type { SimulatedClock } from './charge-point-clock.ts'
import type { Evse } from './charge-point-evse.ts'
import type { Json } from './charge-point-wire.ts'

/** An EVSE that is kept for a token, or for those of its group. */
interface Hold {
  number: number
  evse: number
  idToken: string
  group: string | undefined
  until: Date
}

/** Who wants to begin; `group` is what the server has said of the token, or sent with a remote start. */
export interface Comer {
  idToken: string
  group?: string | undefined
}

/** What a charger of any version keeps for whom (1.6 §5.2 and §5.13; 2.0.1 H01, H02). */
export interface Holds {
  /** Answers ReserveNow and CancelReservation; undefined: it is neither. */
  obey(action: string, payload: Json): Json | undefined
  /** The number of the reservation that keeps an EVSE now. */
  on(evse: number): number | undefined
  /** Whether it is kept for them. */
  fits(evse: number, comer: Comer): boolean
  /** It is used; its number. */
  use(evse: number): number | undefined
  /** A charger that reboots keeps none. */
  forget(): void
}

export function createHolds(evses: readonly Evse[], clock: SimulatedClock, changed: (evse: Evse, held: boolean) => void): Holds {
  const holds = new Map<number, Hold>()
  const find = (evse: number) => [...holds.values()].find((hold) => hold.evse === evse && hold.until > clock.now())
  const same = (one: string | undefined, other: string | undefined) =>
    one !== undefined && one.toLowerCase() === other?.toLowerCase()

  function reserve(payload: Json): Json {
    const number = (payload['reservationId'] ?? payload['id']) as number
    const asked = (payload['connectorId'] ?? payload['evseId'] ?? 0) as number
    const evse = evses.find((one) => (asked === 0 || one.number === asked) && (find(one.number)?.number ?? number) === number)
    if (evse === undefined || evse.transaction !== undefined || evse.plugged) return { status: 'Occupied' }
    if (evse.status === 'Faulted' || evse.status === 'Unavailable') return { status: evse.status }
    holds.set(number, {
      number,
      evse: evse.number,
      idToken: tokenOf(payload['idTag'] ?? payload['idToken']) ?? '',
      group: tokenOf(payload['parentIdTag'] ?? payload['groupIdToken']),
      until: new Date((payload['expiryDate'] ?? payload['expiryDateTime']) as string),
    })
    changed(evse, true)
    return { status: 'Accepted' }
  }

  function cancel({ reservationId }: Json): Json {
    const hold = holds.get(reservationId as number)
    if (hold === undefined) return { status: 'Rejected' }
    holds.delete(hold.number)
    const evse = evses[hold.evse - 1]
    if (evse !== undefined) changed(evse, false)
    return { status: 'Accepted' }
  }

  return {
    obey: (action, payload) =>
      action === 'ReserveNow' ? reserve(payload) : action === 'CancelReservation' ? cancel(payload) : undefined,
    on: (evse) => find(evse)?.number,
    fits: (evse, { idToken, group }) => {
      const hold = find(evse)
      return hold === undefined || same(hold.idToken, idToken) || same(hold.group, group)
    },
    forget: () => holds.clear(),
    use: (evse) => {
      const hold = find(evse)
      if (hold !== undefined) holds.delete(hold.number)
      return hold?.number
    },
  }
}

/** 1.6 has bare tokens, 2.x tokens with a type. */
const tokenOf = (said: unknown): string | undefined =>
  typeof said === 'string' ? said : (said as { idToken?: string } | undefined)?.idToken
