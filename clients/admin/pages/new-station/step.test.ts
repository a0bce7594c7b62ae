import { expect, test } from 'vitest'
import { stepAtFault, stepOf } from './step.ts'

test('an address that names no step of the wizard leads to the first one', () => {
  expect(stepOf({ step: 3 })).toEqual({ step: 3 })
  for (const step of [0, 1, 5, 1.5, '2', null]) expect(stepOf({ step })).toEqual({})
})

test('a refusal leads to the first step with something wrong', () => {
  const issue = (...path: (string | number)[]) => ({ path: ['input', ...path], message: '' })
  expect(stepAtFault([issue('identity'), issue('evses', 0, 'evseId')])).toBe(2)
  expect(stepAtFault([issue('identity'), issue('location', 'latitude')])).toBe(1)
  expect(stepAtFault([issue('evses', 0, 'connectors', 0, 'tariffId')])).toBe(3)
  expect(stepAtFault([issue('identity')])).toBe(4)
})
