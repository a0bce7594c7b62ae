import type { DeliveryState, NotificationChannel, NotificationTopic } from '../../generated/graphql.ts'

interface Figure {
  topic: NotificationTopic
  channel: NotificationChannel
  state: DeliveryState
  count: number
}

export interface Tally {
  topic: NotificationTopic
  channel: NotificationChannel
  counts: Readonly<Partial<Record<DeliveryState, number>>>
  total: number
}

/** One line for each topic and channel, the most frequent first. */
export function tally(figures: readonly Figure[]): Tally[] {
  const lines = Map.groupBy(figures, ({ topic, channel }) => `${topic} ${channel}`)
  return [...lines.values()]
    .flatMap(([first, ...others]) => {
      if (!first) return []
      const all = [first, ...others]
      const counts: Partial<Record<DeliveryState, number>> = {}
      for (const { state, count } of all) counts[state] = (counts[state] ?? 0) + count
      return [{ topic: first.topic, channel: first.channel, counts, total: all.reduce((sum, { count }) => sum + count, 0) }]
    })
    .toSorted((a, b) => b.total - a.total)
}
