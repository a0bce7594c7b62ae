import { expect, test } from 'vitest'
import { wayName } from './way-name.ts'

test('a kept card is called as its maker writes itself, and what is no card as it is', () => {
  expect(['visa •••• 4242', 'mastercard •••• 4444', 'amex •••• 0005', 'eftpos_au •••• 0001'].map(wayName)).toEqual([
    'Visa •••• 4242',
    'Mastercard •••• 4444',
    'American Express •••• 0005',
    'eftpos •••• 0001',
  ])
  expect(['new_brand •••• 1111', 'd•••@visa.example', 'visa'].map(wayName)).toEqual([
    'new_brand •••• 1111',
    'd•••@visa.example',
    'visa',
  ])
})
