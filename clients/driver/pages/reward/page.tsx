import { Link, getRouteApi } from '@tanstack/react-router'
import { useNews } from '../../../web/graph/use-news.ts'
import { View, useLive } from '../../../web/graph/view.tsx'
import { useFormat } from '../../../web/i18n/format.ts'
import { useKit } from '../../../web/i18n/kit/index.ts'
import { SignedIn } from '../../../web/session/signed-in.tsx'
import { Badge } from '../../../web/ui/badge.tsx'
import { LiveBadge } from '../../../web/ui/live-badge.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import { RewardPageDocument, RewardPageLiveDocument } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { Check } from './check.tsx'
import { PaymentSteps } from './payment-steps.tsx'
import { SourceSteps } from './source-steps.tsx'
import { REWARD_TONES } from './tones.ts'
import type { Trace } from './trace.ts'

const route = getRouteApi('/wallet/$reward')

export function RewardPage() {
  const { reward: id } = route.useParams()
  const { wallet: texts } = useTexts()
  const { faults } = useKit()
  return (
    <>
      <Link to="/wallet" className="mb-2 inline-block text-brand underline">
        {texts.back}
      </Link>
      <SignedIn>
        <View query={RewardPageDocument} variables={{ id }}>
          {({ rewardTrace }, again) =>
            rewardTrace ? (
              <Way trace={rewardTrace} again={again} />
            ) : (
              <>
                <PageTitle>{texts.reward}</PageTitle>
                <Notice tone="warn" title={faults.NOT_FOUND} />
              </>
            )
          }
        </View>
      </SignedIn>
    </>
  )
}

/** From what was done to the transaction that paid it, a step under the other. */
function Way({ trace, again }: { trace: Trace; again: () => void }) {
  const { wallet: texts } = useTexts()
  const format = useFormat()
  const { reward } = trace
  const { status } = reward
  // The stream begins with the present state. The ledger, and what a correction changed, are not in it.
  const isNews = useNews(stateOf(reward))
  useLive(RewardPageLiveDocument, {}, false, ({ rewardEarned }) => {
    if (rewardEarned.id === reward.id && isNews(stateOf(rewardEarned))) again()
  })
  return (
    <>
      <PageTitle aside={<LiveBadge />}>{texts.rule[reward.rule.name]}</PageTitle>
      <div className="flex flex-col gap-4">
        <div className="flex flex-wrap items-center gap-3">
          <span className="text-xl font-bold">{format.tokens(reward.amount)}</span>
          <Badge tone={REWARD_TONES[status]}>{texts.status[status]}</Badge>
          <span className="text-soft">{format.dayAndClock(reward.earnedAt)}</span>
        </div>
        {status === 'HELD' && reward.heldReason && <Notice tone="warn" title={texts.heldBy[reward.heldReason]} />}
        {(status === 'REFUSED' || status === 'CANCELLED' || status === 'WITHHELD') && (
          <Notice tone="info" title={texts.ended[status]} />
        )}
        <ol aria-label={texts.way} className="flex flex-col">
          <SourceSteps reward={reward} />
          <PaymentSteps trace={trace} />
        </ol>
        {status === 'SETTLED' && <Check id={reward.id} />}
      </div>
    </>
  )
}

/** All by which a reward is something else than before. */
const stateOf = (
  reward: Pick<Trace['reward'], 'status' | 'amount' | 'restsUntil' | 'batchNumber' | 'transactionHash' | 'blockNumber'>,
) => [reward.status, reward.amount, reward.restsUntil, reward.batchNumber, reward.transactionHash, reward.blockNumber].join(' ')
