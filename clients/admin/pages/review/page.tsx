import { Link } from '@tanstack/react-router'
import { useSubscription } from 'urql'
import { View } from '../../../web/graph/view.tsx'
import { useKeys } from '../../../web/keys/use-keys.ts'
import { parsed } from '../../../web/graph/parsed.ts'
import { useFormat } from '../../../web/i18n/format.ts'
import { Button, buttonClass } from '../../../web/ui/button.tsx'
import { Empty } from '../../../web/ui/empty.tsx'
import { Fault } from '../../../web/ui/fault.tsx'
import { LiveBadge } from '../../../web/ui/live-badge.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import { ReviewPageDocument, ReviewPageLiveDocument } from '../../generated/graphql.ts'
import { Only } from '../../only.tsx'
import { useTexts } from '../../texts/index.ts'
import { Case } from './case.tsx'
import { Undo } from './undo.tsx'
import { useCases } from './use-cases.ts'
import { useReviewKeys } from './use-review-keys.ts'

/** One case at a time. What a reviewer has taken is theirs for a while, and nobody else decides on it. */
export function ReviewPage() {
  const { review: texts, policy } = useTexts()
  useReviewKeys()
  return (
    <Only page="review">
      <PageTitle
        aside={
          <Link to="/review/policy" className={buttonClass()}>
            {policy.link}
          </Link>
        }
      >
        {texts.title}
      </PageTitle>
      <View query={ReviewPageDocument}>
        {({ reviewStatistics }) => <Queue waiting={reviewStatistics.waiting} oldestAt={reviewStatistics.oldestAt} />}
      </View>
    </Only>
  )
}

function Queue(asked: { waiting: number; oldestAt?: string | null }) {
  const { review: texts } = useTexts()
  const { dayAndClock } = useFormat()
  const { shown, pending, fault, busy, take, pass, again, decide, undo } = useCases()
  const [{ data }] = useSubscription({ query: parsed(ReviewPageLiveDocument) })
  const { waiting, oldestAt } = data?.reviewQueueChanged ?? asked
  const next = () => void (busy || (shown ? pass() : take()))
  useKeys({ ' ': next, s: next, z: undo })

  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-3">
        <span>{texts.waiting(waiting)}</span>
        {oldestAt && <span className="text-soft">{texts.oldest(dayAndClock(oldestAt))}</span>}
        <LiveBadge />
        <Button className="ml-auto" look={shown ? 'plain' : 'primary'} busy={busy} onClick={next}>
          {shown ? texts.pass : texts.take} <kbd aria-hidden>{shown ? 'S' : '␣'}</kbd>
        </Button>
      </div>
      <Undo pending={pending} busy={busy} undo={undo} />
      {fault && <Fault fault={fault} />}
      {shown ? (
        <Case key={shown.id} of={shown} busy={busy} decide={decide} again={again} />
      ) : (
        <Empty>{waiting === 0 ? texts.none : texts.begin}</Empty>
      )}
    </div>
  )
}
