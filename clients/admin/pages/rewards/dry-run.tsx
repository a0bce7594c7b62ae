import { useState } from 'react'
import { useFormat } from '../../../web/i18n/format.ts'
import { useSession } from '../../../web/session/session.tsx'
import { useAsking } from '../../../web/session/use-asking.ts'
import { Button } from '../../../web/ui/button.tsx'
import { Fault } from '../../../web/ui/fault.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { Facts } from '../../desk/facts.tsx'
import { RewardDryRunDocument, type RewardDryRunInput, type RewardDryRunQuery } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'

const DAYS = 28
const DAY_MS = 24 * 3_600_000

/** What it would have given in the last four weeks. Nothing is changed by it. */
export function DryRun({ of }: { of: Omit<RewardDryRunInput, 'from' | 'until'> }) {
  const { rewards: texts } = useTexts()
  const { sdk } = useSession()
  const { fault, busy, ask } = useAsking()
  const { number, tokens, dayAndClock } = useFormat()
  const [run, setRun] = useState<RewardDryRunQuery['rewardDryRun'] | null>(null)
  const attempt = async () => {
    const until = new Date()
    const from = new Date(until.getTime() - DAYS * DAY_MS)
    const input = { ...of, from: from.toISOString(), until: until.toISOString() }
    setRun((await sdk.execute(RewardDryRunDocument, { input })).rewardDryRun)
  }
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <Button className="self-start" busy={busy} onClick={() => void ask(attempt)}>
        {texts.dryRun(DAYS)}
      </Button>
      {fault && <Fault fault={fault} />}
      {run && (
        <Notice tone="info" title={texts.wouldGive(tokens(run.amount), tokens(run.earnedThen))}>
          <Facts
            facts={[
              [texts.rewardsN, number(run.rewards)],
              [texts.usersN, number(run.users)],
              [texts.bonus, tokens(run.bonus)],
              [texts.wouldHold, tokens(run.held)],
              [texts.ruleBudgetEnds, run.ruleBudgetUsedUpAt && dayAndClock(run.ruleBudgetUsedUpAt)],
              [texts.budgetEnds, run.budgetUsedUpAt && dayAndClock(run.budgetUsedUpAt)],
            ]}
          />
        </Notice>
      )}
    </div>
  )
}
