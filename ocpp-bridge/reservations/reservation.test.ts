import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#lib/id.ts'
import type { ChargePointOptions } from '../../test/charge-point.ts'
import { testBridge, violations, type TestBridge } from '../bridge.fixture.ts'
import { askCharger } from '../operations/command.fixture.ts'

let bridge: TestBridge
beforeAll(async () => {
  bridge = await testBridge({ callTimeoutMs: 1_500 })
})
afterAll(() => bridge[Symbol.asyncDispose]())

const SHOWN = `reservations { edges { node { id number evseNumber idToken state status } } }`
interface Shown {
  reservations: { edges: { node: { id: string; number: number; state: string; status: string | null } }[] }
}
const soon = () => new Date(Date.now() + 3_600_000).toISOString()

describe.each(['1.6', '2.0.1', '2.1'] as const)('OCPP %s', (version) => {
  const is16 = version === '1.6'
  const says = (status: string) => () => ({ status })
  const asking = async (answers: NonNullable<ChargePointOptions['answers']> = {}) => {
    const asked = await askCharger(bridge, { version, answers: { ReserveNow: says('Accepted'), ...answers } })
    const states = async () => (await asked.shown<Shown>(SHOWN)).reservations.edges.map(({ node }) => node)
    return { ...asked, states }
  }

  test('an EVSE is reserved under a number that no other reservation has', async () => {
    const [one, other] = [await asking(), await asking()]
    const expiresAt = soon()
    const input = { evseNumber: 1, expiresAt, idToken: 'CARD1', idTokenType: 'ISO14443', groupIdToken: 'GROUP1' }
    const { id, request } = await one.ask('reserveNow', input)
    const [reservation] = await one.states()
    expect(reservation).toMatchObject({ id, evseNumber: 1, idToken: 'CARD1', state: 'ACCEPTED', status: 'Accepted' })
    const number = reservation?.number
    expect(request).toEqual(
      is16
        ? { connectorId: 1, expiryDate: expiresAt, idTag: 'CARD1', parentIdTag: 'GROUP1', reservationId: number }
        : {
            id: number,
            evseId: 1,
            expiryDateTime: expiresAt,
            idToken: { idToken: 'CARD1', type: 'ISO14443' },
            groupIdToken: { idToken: 'GROUP1', type: 'Central' },
          },
    )
    const any = await other.ask('reserveNow', { expiresAt, idToken: 'CARD1' })
    expect(any.request).toMatchObject(is16 ? { connectorId: 0 } : { idToken: { type: 'Central' } })
    expect((await other.states())[0]?.number).not.toBe(number)
    expect(violations(one.charger)).toEqual([])
    expect(violations(other.charger)).toEqual([])
  })

  test.each(['Faulted', 'Occupied', 'Rejected', 'Unavailable'])('%s is a no, and its word comes back', async (word) => {
    const { ask, states } = await asking({ ReserveNow: says(word) })
    expect(await ask('reserveNow', { expiresAt: soon(), idToken: 'CARD1' })).toMatchObject({ state: 'REJECTED', status: word })
    expect(await states()).toMatchObject([{ state: 'REFUSED', status: word }])
  })

  test('without an answer nobody knows whether it holds', async () => {
    const { ask, states } = await asking({ ReserveNow: () => new Promise<never>(() => {}) })
    await ask('reserveNow', { expiresAt: soon(), idToken: 'CARD1' })
    expect(await states()).toMatchObject([{ state: 'UNANSWERED' }])
  })

  test('a reservation is called off by its number; one that the charger does not give up stays', async () => {
    let word = 'Rejected'
    const { ask, states, charger } = await asking({ CancelReservation: () => ({ status: word }) })
    const { id: reservationId } = await ask('reserveNow', { expiresAt: soon(), idToken: 'CARD1' })
    expect(await ask('cancelReservation', { reservationId })).toMatchObject({ state: 'REJECTED' })
    expect(await states()).toMatchObject([{ state: 'ACCEPTED' }])
    word = 'Accepted'
    const { request } = await ask('cancelReservation', { reservationId })
    const [reservation] = await states()
    expect(request).toEqual({ reservationId: reservation?.number })
    expect(reservation?.state).toBe('CANCELLED')
    expect(violations(charger)).toEqual([])
  })

  test("another charger's reservation is answered like one that does not exist", async () => {
    const [one, other] = [await asking(), await asking({ CancelReservation: says('Accepted') })]
    const { id } = await one.ask('reserveNow', { expiresAt: soon(), idToken: 'CARD1' })
    for (const reservationId of [id, newId()])
      expect(await other.ask('cancelReservation', { reservationId })).toMatchObject({
        state: 'FAILED',
        message: 'There is no such reservation.',
      })
    expect(await one.states()).toMatchObject([{ state: 'ACCEPTED' }])
  })

  test('a transaction that begins on it uses it', async () => {
    const { ask, states, charger } = await asking()
    await ask('reserveNow', { expiresAt: soon(), idToken: 'CARD1' })
    const reservationId = (await states())[0]?.number
    const timestamp = new Date().toISOString()
    if (is16) await charger.call('StartTransaction', { connectorId: 1, idTag: 'CARD1', meterStart: 0, timestamp, reservationId })
    else
      await charger.call('TransactionEvent', {
        eventType: 'Started',
        timestamp,
        triggerReason: 'Authorized',
        seqNo: 0,
        transactionInfo: { transactionId: newId() },
        evse: { id: 1, connectorId: 1 },
        idToken: { idToken: 'CARD1', type: 'ISO14443' },
        reservationId,
      })
    expect(await states()).toMatchObject([{ state: 'USED' }])
  })
})

test.each([
  ['Expired', 'EXPIRED'],
  ['Removed', 'REMOVED'],
] as const)('a charger of 2.x says %s of a reservation of its own, and of no other', async (word, state) => {
  const answers = { ReserveNow: () => ({ status: 'Accepted' }) }
  const [one, other] = [
    await askCharger(bridge, { version: '2.0.1', answers }),
    await askCharger(bridge, { version: '2.0.1', answers }),
  ]
  await one.ask('reserveNow', { expiresAt: soon(), idToken: 'CARD1' })
  const node = async () => (await one.shown<Shown>(SHOWN)).reservations.edges[0]?.node
  const said = { reservationId: (await node())?.number, reservationUpdateStatus: word }
  expect(await other.charger.call('ReservationStatusUpdate', said)).toEqual({})
  expect((await node())?.state).toBe('ACCEPTED')
  expect(await one.charger.call('ReservationStatusUpdate', said)).toEqual({})
  expect((await node())?.state).toBe(state)
})
