import type { Mutant } from './mutant.ts'

const MAILS = 'subgraphs/notifications/mail/killed.test.ts'
const WEBHOOKS = 'subgraphs/partners/sending/killed.test.ts'

/** What kills, stalls and wrong clocks must not spoil. */
export const storms: readonly Mutant[] = [
  {
    name: 'letter-noted-before-it-is-sent',
    file: 'subgraphs/notifications/mail/letter.handler.ts',
    before: '          const sent = await mailed(mailing, letter)',
    after: `          await endLetter(db, letter.id, { state: 'SENT' })
          const sent = await mailed(mailing, letter)`,
    why: 'A process that is killed in between loses the letter.',
    red: [MAILS],
  },
  {
    name: 'webhook-numbered-by-what-waits',
    file: 'subgraphs/partners/messages/message.ts',
    before: '"sequence":${sequence},',
    after: '"sequence":${Date.now()},',
    why: 'What is sent again after a kill has another number: its receiver cannot tell in which order facts became true.',
    red: [WEBHOOKS],
  },
  {
    name: 'fee-previewed-by-the-clock-of-the-process',
    file: 'subgraphs/reservations/fees/preview.ts',
    before: 'const now = await clockOf(db)',
    after: 'const now = new Date()',
    why: 'A driver is shown that cancelling is free, and is charged.',
    red: ['subgraphs/reservations/lifecycle/clock.test.ts'],
  },
  {
    name: 'leftovers-of-the-wrong-endpoint',
    file: 'subgraphs/partners/messages/leftover.queries.ts',
    before: 'WHERE endpoint_id = ${endpoint.endpoint_id} LIMIT',
    after: 'WHERE endpoint_id <> ${endpoint.endpoint_id} LIMIT',
    why: 'Deleting an endpoint removes what all others were told.',
    red: ['subgraphs/partners/messages/leftover.test.ts'],
  },
]
