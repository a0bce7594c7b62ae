import { useSubscription } from 'urql'
import { parsed } from '../../../web/graph/parsed.ts'
import { View } from '../../../web/graph/view.tsx'
import { useFormat } from '../../../web/i18n/format.ts'
import { LiveBadge } from '../../../web/ui/live-badge.tsx'
import { Skeleton } from '../../../web/ui/skeleton.tsx'
import { ReviewPageDocument, ReviewPageLiveDocument, type QueueShownFragment } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { Number } from './tile.tsx'

/** Photos that wait for a person; the platform tells each change. */
export function Photos() {
  const { overview: texts } = useTexts()
  return (
    <section aria-label={texts.photos}>
      <View query={ReviewPageDocument} skeleton={<Skeleton lines={1} />}>
        {({ reviewStatistics }) => <Waiting asked={reviewStatistics} />}
      </View>
    </section>
  )
}

function Waiting({ asked }: { asked: QueueShownFragment }) {
  const { overview: texts, review } = useTexts()
  const { number, dayAndClock } = useFormat()
  const [{ data }] = useSubscription({ query: parsed(ReviewPageLiveDocument) })
  const { waiting, oldestAt } = data?.reviewQueueChanged ?? asked
  const note = oldestAt ? review.oldest(dayAndClock(oldestAt)) : texts.nobodyWaits
  return (
    <Number name={texts.photos} to="/review" shown={{ value: number(waiting), note, wanted: waiting > 0 }} live={<LiveBadge />} />
  )
}
