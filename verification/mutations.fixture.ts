import { newId } from '#lib/id.ts'
import type { MutationCase } from '../test/mutation-case.ts'

const id = newId()
const NOT_A_UUID = 'nonsense'

/** Every mutation of the box, as a well-formed client asks it and as others do. */
export const mutations: Record<string, MutationCase> = {
  giveConsent: { input: { version: 1 }, stranger: 'FINE', bad: [[{ version: 99 }, ['input', 'version']]] },
  withdrawConsent: { input: null, stranger: 'FINE', bad: [] },
  erasePhotos: { input: { userId: id }, stranger: 'FORBIDDEN', by: 'admin', bad: [[{ userId: NOT_A_UUID }, ['input', 'userId']]] },
  startCapture: { input: { purpose: 'DEED' }, stranger: 'FINE', bad: [[{ purpose: 'SELFIE' }, ['input', 'purpose']]] },
  requestPhotoUpload: {
    input: { purpose: 'DEED', contentType: 'image/jpeg', sizeBytes: 1_000 },
    stranger: 'FINE',
    bad: [
      [{ purpose: 'SELFIE' }, ['input', 'purpose']],
      [{ contentType: 'image/svg+xml' }, ['input', 'contentType']],
      [{ sizeBytes: 0 }, ['input', 'sizeBytes']],
      [{ sizeBytes: 12 * 1024 * 1024 + 1 }, ['input', 'sizeBytes']],
      [{ captureId: NOT_A_UUID }, ['input', 'captureId']],
      [{ attestation: 'x'.repeat(16_385) }, ['input', 'attestation']],
    ],
  },
  requestStationPhoto: {
    input: { idempotencyKey: newId(), stationId: id, contentType: 'image/jpeg', sizeBytes: 1_000, alt: 'The entrance.' },
    stranger: 'FORBIDDEN',
    bad: [
      [{ stationId: NOT_A_UUID }, ['input', 'stationId']],
      [{ contentType: 'image/svg+xml' }, ['input', 'contentType']],
      [{ sizeBytes: 12 * 1024 * 1024 + 1 }, ['input', 'sizeBytes']],
      [{ alt: ' ' }, ['input', 'alt']],
      [{ alt: 'x'.repeat(301) }, ['input', 'alt']],
    ],
  },
  finishStationPhoto: { input: { photoId: id }, stranger: 'FORBIDDEN', bad: [[{ photoId: NOT_A_UUID }, ['input', 'photoId']]] },
  updateStationPhoto: {
    input: { photoId: id, alt: 'The entrance.' },
    stranger: 'FORBIDDEN',
    bad: [
      [{ photoId: NOT_A_UUID }, ['input', 'photoId']],
      [{ alt: 'no\0text' }, ['input', 'alt']],
    ],
  },
  orderStationPhotos: {
    input: { stationId: id, photoIds: [id] },
    stranger: 'FORBIDDEN',
    bad: [
      [{ photoIds: [] }, ['input', 'photoIds']],
      [{ photoIds: Array.from({ length: 21 }, () => id) }, ['input', 'photoIds']],
    ],
  },
  removeStationPhoto: { input: { photoId: id }, stranger: 'FORBIDDEN', bad: [[{ photoId: NOT_A_UUID }, ['input', 'photoId']]] },
  appealVerdict: {
    input: { photoId: id, message: 'Look again.' },
    stranger: 'NOT_FOUND',
    bad: [
      [{ photoId: NOT_A_UUID }, ['input', 'photoId']],
      [{ message: ' ' }, ['input', 'message']],
      [{ message: 'x'.repeat(1_001) }, ['input', 'message']],
      [{ message: 'no\0text' }, ['input', 'message']],
    ],
  },
  claimReview: {
    input: { caseId: id },
    stranger: 'FORBIDDEN',
    by: 'reviewer',
    bad: [
      [{ caseId: NOT_A_UUID }, ['input', 'caseId']],
      [{ purpose: 'SELFIE' }, ['input', 'purpose']],
      [{ kind: 'NONSENSE' }, ['input', 'kind']],
    ],
  },
  releaseReview: {
    input: { caseId: id },
    stranger: 'FORBIDDEN',
    by: 'reviewer',
    bad: [[{ caseId: NOT_A_UUID }, ['input', 'caseId']]],
  },
  decideReview: {
    input: { caseId: id, decision: 'REJECTED', reasonCode: 'REVIEWER_DECISION' },
    stranger: 'FORBIDDEN',
    by: 'reviewer',
    bad: [
      [{ caseId: NOT_A_UUID }, ['input', 'caseId']],
      [{ decision: 'MAYBE' }, ['input', 'decision']],
      [{ reading: -1 }, ['input', 'reading']],
      [{ reading: 1.5 }, ['input', 'reading']],
      [{ instrument: 'BROKEN' }, ['input', 'instrument']],
      [{ unit: 'FURLONG' }, ['input', 'unit']],
      [{ tenths: 'some' }, ['input', 'tenths']],
      [{ confirmBelowLast: 'yes' }, ['input', 'confirmBelowLast']],
      [{ reasonText: 'x'.repeat(501) }, ['input', 'reasonText']],
      [{ reasonText: 'no\0text' }, ['input', 'reasonText']],
    ],
  },
  setVerificationPolicy: {
    input: {
      version: 1_000_000,
      reason: 'To try.',
      auditPermille: 0,
      unboundPermille: 0,
      newDriverPermille: 0,
      newDriverPhotos: 0,
      unboundPerDay: 0,
      dayWorth: '0',
    },
    stranger: 'FORBIDDEN',
    by: 'admin',
    bad: [
      [{ version: 0 }, ['input', 'version']],
      [{ reason: ' ' }, ['input', 'reason']],
      [{ auditPermille: -1 }, ['input', 'auditPermille']],
      [{ auditPermille: 1_001 }, ['input', 'auditPermille']],
      [{ unboundPermille: 1_001 }, ['input', 'unboundPermille']],
      [{ newDriverPermille: 1_001 }, ['input', 'newDriverPermille']],
      [{ newDriverPhotos: 1_001 }, ['input', 'newDriverPhotos']],
      [{ unboundPerDay: 1_001 }, ['input', 'unboundPerDay']],
      [{ dayWorth: '9'.repeat(60) }, ['input', 'dayWorth']],
    ],
  },
  reloadModels: { input: null, stranger: 'FORBIDDEN', by: 'admin', bad: [] },
}
