import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createPending, UNDO_MS } from './pending.ts'

describe('a decision that can be taken back', () => {
  const sent: string[] = []
  beforeEach(() => {
    sent.length = 0
    vi.useFakeTimers()
  })
  afterEach(() => void vi.useRealTimers())
  const sender = (wish: string) => {
    sent.push(wish)
    return Promise.resolve()
  }

  test('is sent when its time is over, and not before', async () => {
    const pending = createPending(sender)
    pending.hold('approve')
    await vi.advanceTimersByTimeAsync(UNDO_MS - 1)
    expect(sent).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(sent).toEqual(['approve'])
    expect(pending.undo()).toBeNull()
  })

  test('is never sent when it was taken back', async () => {
    const pending = createPending(sender)
    pending.hold('approve')
    expect(pending.undo()).toBe('approve')
    await vi.advanceTimersByTimeAsync(2 * UNDO_MS)
    await pending.flush()
    expect(sent).toEqual([])
  })

  test('goes at once when the next is decided, or its reviewer leaves, and once', async () => {
    const pending = createPending(sender)
    pending.hold('first')
    pending.hold('second')
    expect(sent).toEqual(['first'])
    await Promise.all([pending.flush(), pending.flush()])
    await vi.advanceTimersByTimeAsync(2 * UNDO_MS)
    expect(sent).toEqual(['first', 'second'])
  })

  test('cannot be taken back when it is on its way', async () => {
    const answered = Promise.withResolvers<void>()
    const pending = createPending(() => answered.promise)
    pending.hold('approve')
    const going = pending.flush()
    expect(pending.undo()).toBeNull()
    answered.resolve()
    await going
  })

  test('stays when it could not be sent, and is sent by another try', async () => {
    let broken = true
    const pending = createPending((wish: string) => (broken ? Promise.reject(new Error('away')) : sender(wish)))
    pending.hold('first')
    await vi.advanceTimersByTimeAsync(UNDO_MS)
    expect(pending.get().failed).toEqual([{ wish: 'first', cause: new Error('away') }])
    broken = false
    await pending.resend()
    expect(sent).toEqual(['first'])
    expect(pending.get().failed).toEqual([])
  })
})
