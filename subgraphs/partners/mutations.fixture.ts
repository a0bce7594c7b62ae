import { newId } from '#lib/id.ts'
import type { MutationCase } from '../../test/mutation-case.ts'
import { mutations as webhooks } from './endpoints/endpoint.mutations.fixture.ts'
import { PARTNERS_LIMITS } from './limits.ts'

const clientId = newId()
const longName = 'x'.repeat(PARTNERS_LIMITS.nameCharacters + 1)
const { overlapHours, keyDays, requestsPerHour, requestsPerDay } = PARTNERS_LIMITS

const version = { clientId, version: '1.0.0' }
const badVersions: MutationCase['bad'] = [
  [{ clientId: 'nonsense' }, ['input', 'clientId']],
  [{ version: '' }, ['input', 'version']],
  [{ version: '../1' }, ['input', 'version']],
  [{ version: '1:2' }, ['input', 'version']],
  [{ version: 'x'.repeat(65) }, ['input', 'version']],
]

/** Every mutation of the box, as a well-formed client asks it and as others do. */
export const mutations: Record<string, MutationCase> = {
  createApiClient: {
    input: { name: 'Fleet', scopes: ['CHARGERS_READ'] },
    stranger: 'FORBIDDEN',
    by: 'partner',
    bad: [
      [{ name: ' ' }, ['input', 'name']],
      [{ name: 'no\0text' }, ['input', 'name']],
      [{ name: longName }, ['input', 'name']],
      [{ scopes: ['EVERYTHING'] }, ['input', 'scopes', 0]],
      [{ sandbox: 'yes' }, ['input', 'sandbox']],
      [{ allowedAddresses: ['10.0.0.1', 'localhost'] }, ['input', 'allowedAddresses', 1]],
      [{ allowedAddresses: Array(PARTNERS_LIMITS.addresses + 1).fill('10.0.0.1') }, ['input', 'allowedAddresses']],
      [{ keyDays: 0 }, ['input', 'keyDays']],
      [{ keyDays: keyDays + 1 }, ['input', 'keyDays']],
      [{ idempotencyKey: 'nonsense' }, ['input', 'idempotencyKey']],
    ],
  },
  updateApiClient: {
    input: { clientId, name: 'Depot' },
    stranger: 'FORBIDDEN',
    by: 'partner',
    bad: [
      [{ clientId: 'nonsense' }, ['input', 'clientId']],
      [{ name: ' ' }, ['input', 'name']],
      [{ name: longName }, ['input', 'name']],
      [{ scopes: ['users:read'] }, ['input', 'scopes', 0]],
      [{ allowedAddresses: ['0.0.0.0/0'] }, ['input', 'allowedAddresses', 0]],
    ],
  },
  setApiClientQuota: {
    input: { clientId, requestsPerHour: 1, requestsPerDay: 1 },
    stranger: 'FORBIDDEN',
    by: 'admin',
    bad: [
      [{ clientId: 'nonsense' }, ['input', 'clientId']],
      [{ requestsPerHour: 0 }, ['input', 'requestsPerHour']],
      [{ requestsPerHour: requestsPerHour.most + 1 }, ['input', 'requestsPerHour']],
      [{ requestsPerDay: requestsPerDay.most + 1 }, ['input', 'requestsPerDay']],
      [{ requestsPerHour: 2 }, ['input', 'requestsPerDay']],
    ],
  },
  revokeApiClient: { input: { clientId }, stranger: 'NOT_FOUND', bad: [[{ clientId: 'nonsense' }, ['input', 'clientId']]] },
  rotateApiKey: {
    input: { clientId },
    stranger: 'FORBIDDEN',
    by: 'partner',
    bad: [
      [{ clientId: 'nonsense' }, ['input', 'clientId']],
      [{ overlapHours: -1 }, ['input', 'overlapHours']],
      [{ overlapHours: overlapHours.most + 1 }, ['input', 'overlapHours']],
      [{ keyDays: 0 }, ['input', 'keyDays']],
      [{ idempotencyKey: 'nonsense' }, ['input', 'idempotencyKey']],
    ],
  },
  revokeApiKey: { input: { keyId: newId() }, stranger: 'NOT_FOUND', bad: [[{ keyId: 'nonsense' }, ['input', 'keyId']]] },
  uploadApiManifest: {
    input: { ...version, manifest: {} },
    stranger: 'FORBIDDEN',
    by: 'partner',
    bad: [...badVersions, [{ manifest: 'nonsense' }, ['input', 'manifest']], [{ manifest: [] }, ['input', 'manifest']]],
  },
  activateApiManifest: { input: version, stranger: 'FORBIDDEN', by: 'partner', bad: badVersions },
  ...webhooks,
  retireApiManifest: { input: version, stranger: 'NOT_FOUND', bad: badVersions },
}
