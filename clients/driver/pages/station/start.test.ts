import { expect, test } from 'vitest'
import { EvergraphError } from '../../../sdk/errors.ts'
import { tabStorage } from '../../../web/session/tab-storage.fixture.ts'
import { startHeld, startWish, startWithHold } from './start.ts'

tabStorage()
const HOLD = { connectorId: 'plug', holdId: 'hold' }

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

test.each([
  ['an answer', [], false],
  ['a refusal', ['CONFLICT'], false],
  ['nothing, when the answer is lost', ['NETWORK'], true],
])('the wish to start ends with %s', async (_, codes, stays) => {
  startWish.keep(HOLD.holdId)
  await startHeld(HOLD, refusing(...codes).ask, 0).catch(() => undefined)
  expect(startWish.has(HOLD.holdId)).toBe(stays)
})

test('a start whose answer was lost is asked for by the same key', async () => {
  const keys: string[] = []
  const ask = async (key: string) => {
    keys.push(key)
    if (keys.length === 1) throw new EvergraphError('NETWORK', 'away')
    return 'started'
  }
  await expect(startHeld(HOLD, ask, 0)).rejects.toMatchObject({ code: 'NETWORK' })
  expect(await startHeld(HOLD, ask, 0)).toBe('started')
  expect(new Set(keys).size).toBe(1)
})
