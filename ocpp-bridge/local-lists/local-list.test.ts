import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { admin, userCaller } from '../../test/caller.ts'
import type { ChargePointOptions } from '../../test/charge-point.ts'
import { until } from '../../test/until.ts'
import { newId } from '#lib/id.ts'
import { testBridge, violations, type TestBridge } from '../bridge.fixture.ts'
import { OCPP_LIMITS } from '../limits.ts'
import { askCharger, type Asking } from '../operations/command.fixture.ts'

let bridge: TestBridge
beforeAll(async () => {
  bridge = await testBridge()
})
afterAll(() => bridge[Symbol.asyncDispose]())

interface List {
  localList: { kept: boolean; version: number | null; failedAt: string | null } | null
}
type Entry = { idTag?: string; idToken?: { idToken: string }; idTagInfo?: object; idTokenInfo?: object }

describe.each(['1.6', '2.0.1', '2.1'] as const)('OCPP %s', (version) => {
  const is16 = version === '1.6'
  /** A charger that keeps its list as the specification says. */
  const listing = async (more: NonNullable<ChargePointOptions['answers']> = {}) => {
    const had = new Map<string, Entry>()
    let has = 0
    const answers = {
      SendLocalList: (payload: Record<string, unknown>) => {
        if (payload['updateType'] === 'Full') had.clear()
        for (const entry of (payload['localAuthorizationList'] ?? []) as Entry[]) {
          const card = entry.idTag ?? entry.idToken?.idToken ?? ''
          if (entry.idTagInfo === undefined && entry.idTokenInfo === undefined) had.delete(card)
          else had.set(card, entry)
        }
        has = payload[is16 ? 'listVersion' : 'versionNumber'] as number
        return { status: 'Accepted' }
      },
      GetLocalListVersion: () => ({ [is16 ? 'listVersion' : 'versionNumber']: has }),
      ...more,
    }
    const asking = await askCharger(bridge, { version, answers })
    return { ...asking, had, has: () => has, forget: () => ((has = 0), had.clear()) }
  }
  const keep = (stationId: string, kept: boolean, caller = admin) =>
    bridge.ask(caller, `mutation ($input: KeepLocalListInput!) { keepLocalList(input: $input) { id } }`, {
      input: { chargePointId: stationId, kept },
    })
  const list = async ({ shown }: Asking) => (await shown<List>('localList { kept version failedAt }')).localList
  const charged = async ({ charger }: Asking, card: string, more: object = {}) => {
    await bridge.issue(card, 'ACTIVE', { type: 'ISO14443', ...more })
    await charger.start({ idToken: card })
    await charger.stop()
  }
  const looked = (stationId: string) =>
    until(async () => {
      const lists = await bridge.db.selectFrom('local_list').select('looked_at').where('station_id', '=', stationId).execute()
      const open = await bridge.db
        .selectFrom('charge_point_command')
        .select('id')
        .where('station_id', '=', stationId)
        .where('state', 'in', ['PENDING', 'SENT'])
        .execute()
      return open.length === 0 && lists.every(({ looked_at: at }) => at.getTime() > 0)
    })
  /** The list is looked at again. */
  const round = async (stationId: string) => {
    await bridge.db
      .updateTable('local_list')
      .set({ looked_at: new Date(0) })
      .where('station_id', '=', stationId)
      .execute()
    await looked(stationId)
  }
  const card = (n: number) => `${version.replaceAll('.', '')}CARD${n}`

  test('the cards that charged there are sent, all first and then what changed, and no other driver’s', async () => {
    const asking = await listing()
    const { stationId, charger, had } = asking
    await bridge.issue(`${card(9)}X`, 'ACTIVE', { type: 'ISO14443' })
    const idTokenId = '0190a1b2-0000-7000-8000-00000000000' + (is16 ? 1 : version === '2.0.1' ? 2 : 3)
    await charged(asking, card(1), { idTokenId })
    expect((await keep(stationId, true)).errors).toBeUndefined()
    await looked(stationId)
    expect([...had.keys()]).toEqual([card(1)])
    expect(await list(asking)).toEqual({ kept: true, version: asking.has(), failedAt: null })
    await charged(asking, card(2))
    await round(stationId)
    expect([...had.keys()].toSorted()).toEqual([card(1), card(2)])
    const before = asking.has()
    await bridge.issue(card(1), 'BLOCKED', { type: 'ISO14443', idTokenId })
    await round(stationId)
    expect([...had.keys()]).toEqual([card(2)])
    await round(stationId)
    expect(asking.has()).toBe(before + 1)
    const kinds = charger.events.flatMap((event) =>
      event.name === 'commanded' && event.action === 'SendLocalList' ? [event.payload['updateType']] : [],
    )
    expect(kinds).toEqual(['Full', 'Differential', 'Differential'])
    const rows = await bridge.db.selectFrom('charge_point_command').selectAll().where('station_id', '=', stationId).execute()
    expect(JSON.stringify(rows)).not.toContain(card(2))
    expect(violations(charger)).toEqual([])
  })

  test('a charger whose version is another one gets all again', async () => {
    const asking = await listing()
    await charged(asking, card(3))
    await keep(asking.stationId, true)
    await looked(asking.stationId)
    asking.forget()
    expect(await asking.ask('getLocalListVersion')).toMatchObject({ state: 'ACCEPTED' })
    expect((await list(asking))?.version).toBe(null)
    await round(asking.stationId)
    expect([...asking.had.keys()]).toEqual([card(3)])
  })

  test('a differential that fails is followed by all, and not at once', async () => {
    let word = 'Accepted'
    const asking = await listing({ SendLocalList: () => ({ status: word }) })
    await keep(asking.stationId, true)
    await looked(asking.stationId)
    word = 'VersionMismatch'
    expect(await asking.ask('sendLocalList', { full: false })).toMatchObject({
      state: 'REJECTED',
      status: word,
      request: { updateType: 'Differential' },
    })
    expect(await list(asking)).toEqual({ kept: true, version: null, failedAt: expect.any(String) as string })
    const sent = () => asking.charger.events.filter(({ name }) => name === 'commanded').length
    const before = sent()
    await bridge.db
      .updateTable('local_list')
      .set({ looked_at: new Date(0) })
      .where('station_id', '=', asking.stationId)
      .execute()
    const other = await listing()
    await keep(other.stationId, true)
    await looked(other.stationId)
    expect(sent()).toBe(before)
    word = 'Accepted'
    expect((await asking.ask('sendLocalList', { full: false })).request).toMatchObject({ updateType: 'Full' })
    expect((await list(asking))?.failedAt).toBe(null)
  })

  test('one that never reached the charger changes nothing; one without an answer is followed by all at the next look', async () => {
    let asked = 0
    const asking = await listing({ SendLocalList: () => (++asked === 2 ? new Promise(() => undefined) : { status: 'Accepted' }) })
    const { charger, stationId } = asking
    await keep(stationId, true)
    await looked(stationId)
    const before = await list(asking)
    await charger.goOffline()
    expect(await asking.ask('sendLocalList', { full: false, waitSeconds: 1 })).toMatchObject({ state: 'EXPIRED' })
    expect(await list(asking)).toEqual(before)
    await charger.goOnline()
    const unanswered = asking.ask('sendLocalList', { full: false })
    await until(() => asked === 2)
    await charger.goOffline()
    expect(await unanswered).toMatchObject({ state: 'UNANSWERED' })
    expect(await list(asking)).toEqual({ kept: true, version: null, failedAt: null })
    await charger.goOnline()
    await round(stationId)
    expect(await list(asking)).toMatchObject({ version: expect.any(Number) as number, failedAt: null })
    expect(asked).toBe(3)
  })

  test('as many are sent at once as the charger takes, and the rest by the next', async () => {
    const asking = await listing()
    const { stationId, had } = asking
    if (is16)
      await bridge.db
        .insertInto('configuration_key')
        .values({ station_id: stationId, key: 'SendLocalListMaxLength', value: '1', readonly: true })
        .execute()
    else
      await bridge.db
        .insertInto('device_variable')
        .values({
          station_id: stationId,
          path: 'localauthlistctrlr/itemspermessage',
          component: 'LocalAuthListCtrlr',
          variable: 'ItemsPerMessage',
          attributes: JSON.stringify({ Actual: { value: '1' } }),
        })
        .execute()
    for (const n of [4, 5]) await charged(asking, card(n))
    await keep(stationId, true)
    await looked(stationId)
    expect(had.size).toBe(1)
    await round(stationId)
    expect([...had.keys()].toSorted()).toEqual([card(4), card(5)])
  })

  test('only cards that may charge and did lately are sent, the latest where the charger has room for few', async () => {
    const asking = await listing()
    const { stationId, had } = asking
    const inDays = (days: number) => new Date(Date.now() + days * 86_400_000)
    const expiresAt = inDays(30).toISOString()
    for (const n of [21, 23, 24, 25, 26, 27]) await charged(asking, card(n), { expiresAt })
    const charge = (n: number, change: { started_at?: Date; authorised?: boolean }) =>
      bridge.db.updateTable('transaction').set(change).where('station_id', '=', stationId).where('id_token', '=', card(n)).execute()
    const token = (n: number, change: { expires_at?: Date; type?: 'APP' }) =>
      bridge.db.updateTable('id_token').set(change).where('value', '=', card(n)).execute()
    await charge(21, { authorised: false })
    await token(23, { expires_at: inDays(-1) })
    await token(24, { type: 'APP' })
    for (const [n, days] of [
      [25, -2],
      [26, -1],
      [27, -3],
    ] as const)
      await charge(n, { started_at: inDays(days) })
    if (is16)
      await bridge.db
        .insertInto('configuration_key')
        .values({ station_id: stationId, key: 'LocalAuthListMaxLength', value: '2', readonly: true })
        .execute()
    else
      await bridge.db
        .insertInto('device_variable')
        .values({
          station_id: stationId,
          path: 'localauthlistctrlr/entries',
          component: 'LocalAuthListCtrlr',
          variable: 'Entries',
          attributes: '{}',
          characteristics: JSON.stringify({ maxLimit: 2 }),
        })
        .execute()
    await keep(stationId, true)
    await looked(stationId)
    expect([...had.keys()].toSorted()).toEqual([card(25), card(26)])
    const info = () => had.get(card(26))?.idTagInfo ?? had.get(card(26))?.idTokenInfo
    const group = is16 ? { parentIdTag: expect.any(String) as string } : { groupIdToken: { type: 'Central' } }
    const until = (at: string) => (is16 ? { expiryDate: at } : { cacheExpiryDateTime: at })
    expect(info()).toMatchObject({ status: 'Accepted', ...until(expiresAt), ...group })
    const later = inDays(60)
    await token(26, { expires_at: later })
    await round(stationId)
    expect(info()).toMatchObject(until(later.toISOString()))
  })

  test('a card that has not charged there for long leaves the list, and one whose user has not paid', async () => {
    const asking = await listing()
    const { stationId, had } = asking
    await charged(asking, card(31))
    const userId = newId()
    await charged(asking, card(32), { userId })
    await bridge.tell('payments.standing.changed', userId, { userId, standing: 'BLOCKED', reason: null })
    await keep(stationId, true)
    await looked(stationId)
    expect([...had.keys()]).toEqual([card(31)])
    const long = new Date(Date.now() - (OCPP_LIMITS.localListDays + 1) * 86_400_000)
    await bridge.db.updateTable('transaction').set({ started_at: long }).where('station_id', '=', stationId).execute()
    await round(stationId)
    expect([...had.keys()]).toEqual([])
  })

  test('its version is asked for once a day', async () => {
    const asking = await listing()
    const { stationId, charger } = asking
    await keep(stationId, true)
    await looked(stationId)
    const times = () =>
      charger.events.filter((event) => event.name === 'commanded' && event.action === 'GetLocalListVersion').length
    const before = times()
    await bridge.db
      .updateTable('local_list')
      .set({ asked_version_at: new Date(0) })
      .where('station_id', '=', stationId)
      .execute()
    for (const _again of [1, 2, 3]) await round(stationId)
    expect(times()).toBe(before + 1)
  })

  test('a list that is no longer wanted is emptied; a stranger’s charger is none', async () => {
    const asking = await listing()
    await charged(asking, card(6))
    await keep(asking.stationId, true)
    await looked(asking.stationId)
    expect((await keep(asking.stationId, false, userCaller(['OPERATOR']))).errors?.[0]?.extensions?.code).toBe('NOT_FOUND')
    await keep(asking.stationId, false)
    await until(() => asking.had.size === 0)
    expect((await list(asking))?.kept).toBe(false)
    const audited = bridge.db.selectFrom('audit').select('actor_id').where('action', '=', 'charge-point.local-list-set')
    expect(await audited.where('subject_id', '=', asking.stationId).execute()).toHaveLength(2)
  })
})
