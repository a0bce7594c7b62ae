import { useState } from 'react'
import { useSubscription } from 'urql'
import { View } from '../../../web/graph/view.tsx'
import { useKeys } from '../../../web/keys/use-keys.ts'
import { parsed } from '../../../web/graph/parsed.ts'
import { useFormat } from '../../../web/i18n/format.ts'
import { SignedIn } from '../../../web/session/signed-in.tsx'
import { useSession } from '../../../web/session/session.tsx'
import { useAsking } from '../../../web/session/use-asking.ts'
import { Button } from '../../../web/ui/button.tsx'
import { Empty } from '../../../web/ui/empty.tsx'
import { Fault } from '../../../web/ui/fault.tsx'
import { LiveBadge } from '../../../web/ui/live-badge.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import {
  ReleaseReviewDocument,
  ReviewPageClaimDocument,
  ReviewPageDocument,
  ReviewPageLiveDocument,
  ReviewWaitingDocument,
  type CaseShownFragment,
} from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { Case } from './case.tsx'
import { useReviewKeys } from './use-review-keys.ts'

/** One case at a time. What a reviewer has taken is theirs for a while, and nobody else decides on it. */
export function ReviewPage() {
  const { review: texts } = useTexts()
  useReviewKeys()
  return (
    <SignedIn>
      <PageTitle>{texts.title}</PageTitle>
      <View query={ReviewPageDocument}>
        {({ reviewStatistics }) => <Queue waiting={reviewStatistics.waiting} oldestAt={reviewStatistics.oldestAt} />}
      </View>
    </SignedIn>
  )
}

/** So many are looked through for one that was not passed over. */
const LOOKED_THROUGH = 50

function Queue(asked: { waiting: number; oldestAt?: string | null }) {
  const { review: texts } = useTexts()
  const { dayAndClock } = useFormat()
  const { sdk } = useSession()
  const { fault, busy, ask } = useAsking()
  const [{ data }] = useSubscription({ query: parsed(ReviewPageLiveDocument) })
  const { waiting, oldestAt } = data?.reviewQueueChanged ?? asked
  const [held, setHeld] = useState<CaseShownFragment | null>(null)
  const [passed, setPassed] = useState<readonly string[]>([])

  const claim = async (caseId: string | null) => {
    const { claimReview } = await sdk.execute(ReviewPageClaimDocument, { input: { caseId } })
    setHeld(claimReview.reviewCase ?? null)
  }
  /** The next one. A case that is held comes first when one is claimed, so one that is passed over is given back before. */
  const next = () =>
    ask(async () => {
      if (!held) return claim(null)
      await sdk.execute(ReleaseReviewDocument, { input: { caseId: held.id } })
      const over = [...passed, held.id]
      const { reviewQueue } = await sdk.execute(ReviewWaitingDocument, { first: LOOKED_THROUGH })
      const fresh = reviewQueue.edges.find(({ node }) => !over.includes(node.id) && node.claimedUntil === null)
      // All were passed over: it begins with the oldest again.
      setPassed(fresh ? over : [])
      await claim(fresh?.node.id ?? null)
    })
  useKeys({ ' ': () => void (busy || next()) })

  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-3">
        <span>{texts.waiting(waiting)}</span>
        {oldestAt && <span className="text-soft">{texts.oldest(dayAndClock(oldestAt))}</span>}
        <LiveBadge />
        <Button className="ml-auto" look={held ? 'plain' : 'primary'} busy={busy} onClick={() => void next()}>
          {held ? texts.pass : texts.take} <kbd aria-hidden>␣</kbd>
        </Button>
      </div>
      {fault && <Fault fault={fault} />}
      {held ? (
        <Case
          key={`${held.id} ${held.claimedUntil}`}
          of={held}
          decided={() => ask(() => claim(null))}
          again={() => ask(() => claim(held.id))}
        />
      ) : (
        <Empty>{waiting === 0 ? texts.none : texts.begin}</Empty>
      )}
    </div>
  )
}
