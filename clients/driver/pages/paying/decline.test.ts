import { expect, test } from 'vitest'
import { declineOf } from './decline.ts'

test('the closer word of a provider counts, and what nobody has heard of is a decline without a word why', () => {
  expect(declineOf('insufficient_funds', 'card_declined')).toBe('insufficient_funds')
  expect(declineOf('generic_decline', 'card_declined')).toBe('declined')
  expect(declineOf(undefined, 'payment_intent_authentication_failure')).toBe('authentication')
  expect(declineOf('word_of_next_year')).toBe('declined')
  expect(declineOf(null)).toBe('declined')
})

test('who has a stolen card is not told that it is known to be stolen', () => {
  for (const code of ['stolen_card', 'lost_card', 'pickup_card', 'fraudulent'])
    expect(declineOf(code, 'card_declined')).toBe('declined')
})
