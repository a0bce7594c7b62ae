import { newId } from '#lib/id.ts'
import type { MutationCase } from '../../test/mutation-case.ts'

const siteId = newId()
const NOT_A_UUID = 'nonsense'
const noSite: MutationCase['bad'][number] = [{ siteId: NOT_A_UUID }, ['input', 'siteId']]

/** Every mutation of the box, as a well-formed client asks it and as others do. */
export const mutations: Record<string, MutationCase> = {
  addSite: {
    input: { idempotencyKey: newId(), name: 'Car park', limitA: 63 },
    stranger: 'FORBIDDEN',
    bad: [
      [{ idempotencyKey: NOT_A_UUID }, ['input', 'idempotencyKey']],
      [{ name: ' ' }, ['input', 'name']],
      [{ name: 'no\0text' }, ['input', 'name']],
      [{ phases: 2 }, ['input', 'phases']],
      [{ limitA: 0 }, ['input', 'limitA']],
      [{ limitA: 10_001 }, ['input', 'limitA']],
      [{ voltage: 12 }, ['input', 'voltage']],
      [{ reserveA: 63 }, ['input', 'reserveA']],
      [{ buildingA: -1 }, ['input', 'buildingA']],
      [{ leastA: 81 }, ['input', 'leastA']],
      [{ fallbackA: 64 }, ['input', 'fallbackA']],
    ],
  },
  updateSite: {
    input: { siteId, limitA: 32 },
    stranger: 'FORBIDDEN',
    bad: [
      noSite,
      [{ name: '' }, ['input', 'name']],
      [{ limitA: -1 }, ['input', 'limitA']],
      [{ voltage: 5_000 }, ['input', 'voltage']],
    ],
  },
  removeSite: { input: { siteId }, stranger: 'FORBIDDEN', bad: [noSite] },
  placeStationAtSite: {
    input: { siteId, stationId: newId() },
    stranger: 'FORBIDDEN',
    bad: [
      noSite,
      [{ stationId: NOT_A_UUID }, ['input', 'stationId']],
      [{ weight: 0 }, ['input', 'weight']],
      [{ weight: 101 }, ['input', 'weight']],
      [{ firstPhase: 4 }, ['input', 'firstPhase']],
    ],
  },
  removeStationFromSite: {
    input: { siteId, stationId: newId() },
    stranger: 'FORBIDDEN',
    bad: [noSite, [{ stationId: NOT_A_UUID }, ['input', 'stationId']]],
  },
  reportBuildingLoad: {
    input: { siteId, currentsA: [1, 2, 3] },
    stranger: 'FORBIDDEN',
    bad: [
      noSite,
      [{ currentsA: [] }, ['input', 'currentsA']],
      [{ currentsA: [1, 2, 3, 4] }, ['input', 'currentsA']],
      [{ currentsA: [1, 2, 10_001] }, ['input', 'currentsA', 2]],
    ],
  },
  setChargePriority: {
    input: { siteId, transactionId: newId(), weight: 2 },
    stranger: 'FORBIDDEN',
    bad: [noSite, [{ transactionId: NOT_A_UUID }, ['input', 'transactionId']], [{ weight: 0 }, ['input', 'weight']]],
  },
}
