import type { Handler, Handlers, News } from '#db/handling.ts'
import type { EventName } from '#lib/events.ts'
import type { Services } from './context.ts'
import type { NotificationsTables } from './tables.ts'

type Own = Handlers<Services, NotificationsTables>
type OwnNews = News<Services, NotificationsTables, EventName>

/** What two parts of the box hear. Of news that both hear, each does its own, in one transaction. */
export function bothHear(one: Own, other: Readonly<Record<string, object>>): Own {
  const heard = { ...one } as Record<string, Own[EventName] & object>
  for (const [name, second] of Object.entries(other)) {
    const first = heard[name]
    // A name's handlers take the events of that name.
    heard[name] = (first === undefined ? second : { news: inTurn(first, second) }) as Own[EventName] & object
  }
  return heard
}

function inTurn(...both: readonly object[]): Handler<Services, NotificationsTables, EventName> {
  const each = both.map((handler) => {
    if ('news' in handler) return (handler as OwnNews).news
    throw new Error('Two parts of a box hear the same event only as news.')
  })
  return async (trx, event, ctx) => {
    for (const news of each) await news(trx, event, ctx)
  }
}
