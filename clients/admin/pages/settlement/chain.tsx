import type { Document } from '../../../sdk/document.ts'
import { useFormat } from '../../../web/i18n/format.ts'
import { useSession } from '../../../web/session/session.tsx'
import { Badge } from '../../../web/ui/badge.tsx'
import { Card } from '../../../web/ui/card.tsx'
import { Figure } from '../../../web/ui/figure.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { AskWhy } from '../../desk/ask-why.tsx'
import { Facts } from '../../desk/facts.tsx'
import {
  PauseChainDocument,
  ResumeChainDocument,
  type ChainDecisionInput,
  type ChainSettlementRowFragment,
} from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { Move } from './move.tsx'
import { gwei } from './wei.ts'

export function Chain(props: {
  of: ChainSettlementRowFragment
  others: readonly ChainSettlementRowFragment['chain'][]
  again: () => void
}) {
  const { of, others, again } = props
  const { settlement: texts } = useTexts()
  const { sdk } = useSession()
  const { number, tokens, dayAndClock } = useFormat()
  const { chain } = of
  const paused = of.pausedAt != null
  const at = (moment: string | null | undefined) => moment && dayAndClock(moment)
  const blocks = [chain.headBlock, chain.finalBlock].map((block) => (block == null ? '–' : number(block))).join(' / ')
  const decide = async (reason: string) => {
    const wish: Document<unknown, { input: ChainDecisionInput }> = paused ? ResumeChainDocument : PauseChainDocument
    await sdk.execute(wish, { input: { chainId: chain.id, reason } })
    again()
  }
  return (
    <Card
      title={`${chain.name} (${chain.id})`}
      aside={
        <Badge tone={of.fault ? 'danger' : paused ? 'warn' : 'good'}>
          {of.fault ? texts.stuck : paused ? texts.paused : texts.running}
        </Badge>
      }
    >
      {of.fault && (
        <Notice tone="danger" title={of.fault}>
          {of.faultSince && <p>{texts.since(dayAndClock(of.faultSince))}</p>}
        </Notice>
      )}
      {of.paidTwice > 0 && <Notice tone="danger" title={texts.paidTwice(of.paidTwice)} />}
      {of.warning && <Notice tone="warn" title={of.warning} />}
      {of.contractPaused && <Notice tone="warn" title={texts.contractPaused} />}
      {of.pausedAt && (
        <Notice tone="warn" title={texts.pausedBecause(of.pauseReason ?? '–')}>
          <p>{texts.since(dayAndClock(of.pausedAt))}</p>
        </Notice>
      )}
      <dl className="grid grid-cols-1 gap-3 sm:grid-cols-2 lg:grid-cols-4">
        <Figure name={texts.waiting(of.waiting)}>{tokens(of.waitingAmount)}</Figure>
        <Figure name={texts.submitted(of.submitted)}>{tokens(of.submittedAmount)}</Figure>
        <Figure name={texts.settled(of.settled)}>{tokens(of.settledAmount)}</Figure>
        <Figure name={texts.blocked(of.blocked)}>{tokens(of.blockedAmount)}</Figure>
      </dl>
      <Facts
        facts={[
          [texts.lag, at(of.oldestDueAt) ?? texts.noneWaits],
          [texts.oldestSubmitted, at(of.oldestSubmittedAt)],
          [texts.lastSettled, at(of.lastSettledAt)],
          [texts.batches, number(of.batches)],
          [texts.notFinal, number(of.notFinal)],
          [texts.blocks, blocks],
          [texts.gas, gwei(chain.maxFeeWei, number)],
          [texts.fees, gwei(of.feesWei, number)],
          [texts.budget, of.remainingBudget && tokens(of.remainingBudget)],
          [texts.most, of.rewardMaximum && tokens(of.rewardMaximum)],
          [texts.nodes, `${number(of.quorum)} / ${number(of.nodes)}`],
          [texts.compared, at(of.comparedAt)],
          [texts.seen, at(chain.seenAt)],
        ]}
      />
      <div className="flex flex-wrap gap-3">
        <AskWhy
          label={paused ? texts.resume : texts.pause}
          title={paused ? texts.resumeOf(chain.name) : texts.pauseOf(chain.name)}
          look={paused ? 'plain' : 'danger'}
          onYes={decide}
        >
          <p>{paused ? texts.resumeMeans : texts.pauseMeans}</p>
        </AskWhy>
        {paused && <Move from={chain} others={others} again={again} />}
      </div>
    </Card>
  )
}
