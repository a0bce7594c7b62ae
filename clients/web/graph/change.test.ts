import { createClient, gql } from '@urql/core'
import { expect, test } from 'vitest'
import type { Client } from '../../sdk/client.ts'
import { EvergraphError } from '../../sdk/errors.ts'
import { change } from './change.ts'
import { sdkExchange } from './exchange.ts'

const CHANGE = gql`
  mutation {
    n
  }
`

/** Pages whose platform answers so. */
const pagesOf = (answer: () => Promise<unknown>) =>
  createClient({
    url: 'http://graph.test',
    exchanges: [sdkExchange({ execute: answer } as unknown as Client, () => undefined)],
    preferGetMethod: false,
  })

test('a change that was refused is thrown with its code, and one that was made is not', async () => {
  const refusing = pagesOf(() => Promise.reject(new EvergraphError('CONFLICT', 'They have it already.')))
  await expect(change(refusing, CHANGE, {})).rejects.toMatchObject({ code: 'CONFLICT', message: 'They have it already.' })
  await change(
    pagesOf(() => Promise.resolve({ n: 1 })),
    CHANGE,
    {},
  )
})
