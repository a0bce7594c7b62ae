import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { endPushesOfOthers, thisDevice } from './push.ts'

const unsubscribe = vi.fn<() => Promise<boolean>>(async () => true)

// A browser that gets pushes: there is none in tests, and headless ones have no push service.
beforeEach(() => {
  const values = new Map<string, string>()
  unsubscribe.mockClear()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    removeItem: (key: string) => void values.delete(key),
  })
  const pushManager = { getSubscription: async () => ({ unsubscribe }) }
  vi.stubGlobal('navigator', { serviceWorker: { ready: Promise.resolve({ pushManager }) } })
  thisDevice.set({ id: 'phone', owner: 'ada' })
})
afterEach(() => void vi.unstubAllGlobals())

test('as long as its owner is signed in, a device gets pushes', async () => {
  await endPushesOfOthers('ada')
  expect(unsubscribe).not.toHaveBeenCalled()
  expect(thisDevice.get()).toBe('phone')
})

test.each([null, 'bob'])('a device whose owner has left gets no more pushes: %s is here now', async (reader) => {
  await endPushesOfOthers(reader)
  expect(unsubscribe).toHaveBeenCalledOnce()
  expect(thisDevice.get()).toBeNull()
  await endPushesOfOthers('ada')
  expect(unsubscribe).toHaveBeenCalledOnce()
})
