import { expect, test } from 'vitest'
import { EvergraphError } from '../../../sdk/errors.ts'
import { startWithHold } from './start.ts'

/** Refuses with these codes in turn, then starts. */
function refusing(...codes: string[]) {
  let asked = 0
  const ask = async () => {
    const code = codes[asked++]
    if (code !== undefined) throw new EvergraphError(code, code)
    return 'started'
  }
  return { ask, asked: () => asked }
}

test('a start is asked for again while its hold is not known yet', async () => {
  const { ask, asked } = refusing('HOLD_NOT_READY', 'HOLD_NOT_READY')
  expect(await startWithHold(ask, 0)).toBe('started')
  expect(asked()).toBe(3)
})

test('any other refusal is said at once, and a hold that stays unknown in the end', async () => {
  const unusable = refusing('HOLD_UNUSABLE')
  await expect(startWithHold(unusable.ask, 0)).rejects.toMatchObject({ code: 'HOLD_UNUSABLE' })
  expect(unusable.asked()).toBe(1)
  const never = refusing(...Array.from({ length: 99 }, () => 'HOLD_NOT_READY'))
  await expect(startWithHold(never.ask, 0)).rejects.toMatchObject({ code: 'HOLD_NOT_READY' })
  expect(never.asked()).toBe(20)
})
