import { newId } from '#lib/id.ts'
import type { MutationCase } from '../../../test/mutation-case.ts'
import { WEBHOOK_LIMITS } from '../kinds/limits.ts'

const { descriptionCharacters, overlapHours } = WEBHOOK_LIMITS
const endpoint = { endpointId: newId() }
const badEndpoint: MutationCase['bad'] = [[{ endpointId: 'nonsense' }, ['input', 'endpointId']]]

/** The mutations of webhooks. */
export const mutations: Record<string, MutationCase> = {
  saveWebhookEndpoint: {
    input: { clientId: newId(), url: 'https://example.org/hooks', kinds: ['SESSION_COMPLETED'] },
    stranger: 'FORBIDDEN',
    by: 'partner',
    bad: [
      ...badEndpoint,
      [{ clientId: 'nonsense' }, ['input', 'clientId']],
      [{ url: 'nonsense' }, ['input', 'url']],
      [{ url: 'http://example.org' }, ['input', 'url']],
      [{ url: 'https://127.1/' }, ['input', 'url']],
      [{ url: 'https://example.org:22/' }, ['input', 'url']],
      [{ url: 'https://me:secret@example.org/' }, ['input', 'url']],
      [{ kinds: [] }, ['input', 'kinds']],
      [{ kinds: ['EVERYTHING'] }, ['input', 'kinds', 0]],
      [{ description: 'x'.repeat(descriptionCharacters + 1) }, ['input', 'description']],
      [{ description: 'no\0text' }, ['input', 'description']],
      [{ idempotencyKey: 'nonsense' }, ['input', 'idempotencyKey']],
    ],
  },
  rotateWebhookSecret: {
    input: endpoint,
    stranger: 'FORBIDDEN',
    by: 'partner',
    bad: [
      ...badEndpoint,
      [{ overlapHours: -1 }, ['input', 'overlapHours']],
      [{ overlapHours: overlapHours.most + 1 }, ['input', 'overlapHours']],
    ],
  },
  setWebhookEndpointEnabled: {
    input: { ...endpoint, enabled: false },
    stranger: 'FORBIDDEN',
    by: 'partner',
    bad: [...badEndpoint, [{ enabled: 'yes' }, ['input', 'enabled']]],
  },
  deleteWebhookEndpoint: { input: endpoint, stranger: 'FORBIDDEN', by: 'partner', bad: badEndpoint },
  testWebhookEndpoint: { input: endpoint, stranger: 'FORBIDDEN', by: 'partner', bad: badEndpoint },
  replayWebhooks: {
    input: { ...endpoint, since: '2026-11-22T08:00:00.000Z', which: 'ALL' },
    stranger: 'FORBIDDEN',
    by: 'partner',
    bad: [
      ...badEndpoint,
      [{ since: 'nonsense' }, ['input', 'since']],
      [{ since: '2999-01-01T00:00:00.000Z' }, ['input', 'since']],
      [{ which: 'NONE' }, ['input', 'which']],
    ],
  },
}
