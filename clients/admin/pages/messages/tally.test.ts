import { expect, test } from 'vitest'
import { tally } from './tally.ts'

test('figures of one topic and channel are one line, the most frequent first', () => {
  const lines = tally([
    { topic: 'BILL', channel: 'EMAIL', state: 'SENT', count: 2 },
    { topic: 'REFUND', channel: 'PUSH', state: 'FAILED', count: 5 },
    { topic: 'BILL', channel: 'EMAIL', state: 'BOUNCED', count: 1 },
    { topic: 'BILL', channel: 'PUSH', state: 'SENT', count: 4 },
  ])
  expect(lines.map(({ topic, channel, total }) => [topic, channel, total])).toEqual([
    ['REFUND', 'PUSH', 5],
    ['BILL', 'PUSH', 4],
    ['BILL', 'EMAIL', 3],
  ])
  expect(lines[2]?.counts).toEqual({ SENT: 2, BOUNCED: 1 })
})
