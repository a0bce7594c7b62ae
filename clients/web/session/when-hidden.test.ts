import { expect, test } from 'vitest'
import { whenHidden } from './when-hidden.ts'

test('it is done when the page is hidden, not when it is shown, and not after its end', () => {
  const page = Object.assign(new EventTarget(), { visibilityState: 'visible' })
  const turn = (state: string) => {
    page.visibilityState = state
    page.dispatchEvent(new Event('visibilitychange'))
  }
  let done = 0
  // Of a document it is the part that is used.
  const end = whenHidden(() => void done++, page as unknown as Document)
  turn('hidden')
  expect(done).toBe(1)
  turn('visible')
  expect(done).toBe(1)
  end()
  turn('hidden')
  expect(done).toBe(1)
})
