import { expect, test } from 'vitest'
import type { Client } from '../../../sdk/client.ts'
import { claim, claimOther, release } from './queue.ts'

/** A platform that answers when the test says so; what it was asked, in its order. */
function slowPlatform() {
  const asked: string[] = []
  const answers: ((data: unknown) => void)[] = []
  const execute = (document: { toString: () => string }) => {
    asked.push(/(?:mutation|query) (\w+)/.exec(String(document))?.[1] ?? '')
    return new Promise((resolve) => answers.push(resolve))
  }
  return { sdk: { execute } as unknown as Client, asked, answer: (data: unknown) => answers.shift()?.(data) }
}
const turn = () => new Promise((resolve) => setTimeout(resolve))

test('a case is claimed when what was given back before has arrived: the other way round it would be given back again', async () => {
  const { sdk, asked, answer } = slowPlatform()
  const onItsWay = Promise.withResolvers<never>()
  const left = release(sdk, onItsWay.promise)
  const others = claimOther(sdk, [])
  const own = claim(sdk, 'one')
  await turn()
  expect(asked).toEqual([])
  onItsWay.resolve({ id: 'one' } as never)
  await turn()
  expect(asked).toEqual(['ReleaseReview'])
  answer({})
  await left
  await turn()
  expect(asked).toEqual(['ReleaseReview', 'ReviewWaiting', 'ReviewPageClaim'])
  answer({ reviewQueue: { edges: [] } })
  answer({ claimReview: { reviewCase: null } })
  expect(await Promise.all([others, own])).toEqual([null, null])
})

test('what could not be given back is waited for no longer', async () => {
  const { sdk, answer } = slowPlatform()
  await expect(release(sdk, Promise.reject(new Error('away')))).rejects.toThrow('away')
  const own = claim(sdk, 'one')
  await turn()
  answer({ claimReview: { reviewCase: null } })
  expect(await own).toBeNull()
})

test('what is given back before it has come is claimed first, and does not wait for itself', async () => {
  const { sdk, asked, answer } = slowPlatform()
  const left = release(sdk, claimOther(sdk, []))
  await turn()
  answer({ reviewQueue: { edges: [{ node: { id: 'one', claimedUntil: null } }] } })
  await turn()
  answer({ claimReview: { reviewCase: { id: 'one' } } })
  await turn()
  answer({})
  await left
  expect(asked).toEqual(['ReviewWaiting', 'ReviewPageClaim', 'ReleaseReview'])
})
