import type { Exchange } from '@urql/core'
import { filter, pipe, tap } from 'wonka'

/**
 * A question whose answer is on its way is not asked once more. urql and its cache take what was known last for the answer, and ask again for each part of a
 * page that wants the same: a slow network would be slower by that.
 *
 * It is asked again all the same when something was done or heard since: the answer on its way may be of before.
 */
export const onItsWayExchange: Exchange =
  ({ forward }) =>
  (operations) => {
    const onItsWay = new Set<number>()
    const asked = pipe(
      operations,
      filter(({ kind, key }) => kind !== 'query' || !onItsWay.has(key)),
      tap(({ kind, key }) => {
        if (kind === 'query') onItsWay.add(key)
        else if (kind === 'teardown') onItsWay.delete(key)
        else if (kind === 'mutation') onItsWay.clear()
      }),
    )
    return pipe(
      forward(asked),
      tap(({ operation: { kind, key }, stale }) => {
        if (kind !== 'query') onItsWay.clear()
        else if (!stale) onItsWay.delete(key)
      }),
    )
  }
