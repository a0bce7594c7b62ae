import { Link } from '@tanstack/react-router'
import type { Document } from '../../../sdk/document.ts'
import { useFormat } from '../../../web/i18n/format.ts'
import { Paged } from '../../desk/paged.tsx'
import { useSession } from '../../../web/session/session.tsx'
import { Badge } from '../../../web/ui/badge.tsx'
import { Empty } from '../../../web/ui/empty.tsx'
import { Table } from '../../../web/ui/table.tsx'
import { AskWhy } from '../../desk/ask-why.tsx'
import {
  BlockedRewardsPageDocument,
  HeldRewardsPageDocument,
  RefuseRewardDocument,
  ReleaseRewardDocument,
  type HeldRewardInput,
  type WaitingRewardFragment,
} from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'

/** Rewards that would have passed a limit: a person releases or refuses each. */
export function Held() {
  const { rewards: texts } = useTexts()
  return (
    <Paged query={HeldRewardsPageDocument} variables={{}} list={({ heldRewards }) => heldRewards}>
      {(rewards, again) => (rewards.length === 0 ? <Empty>{texts.noneHeld}</Empty> : <Rewards rewards={rewards} decided={again} />)}
    </Paged>
  )
}

/** Rewards whose users are blocked: they wait until these are let in again. */
export function Blocked() {
  const { rewards: texts } = useTexts()
  return (
    <Paged query={BlockedRewardsPageDocument} variables={{}} list={({ blockedRewards }) => blockedRewards}>
      {(rewards) => (rewards.length === 0 ? <Empty>{texts.noneBlocked}</Empty> : <Rewards rewards={rewards} />)}
    </Paged>
  )
}

function Rewards({ rewards, decided }: { rewards: readonly WaitingRewardFragment[]; decided?: () => void }) {
  const { rewards: texts, rewardRule, heldBy } = useTexts()
  const { tokens, dayAndClock } = useFormat()
  return (
    <Table<WaitingRewardFragment>
      label={texts.parts[decided ? 'held' : 'blocked']}
      rows={rewards}
      rowKey={({ id }) => id}
      columns={[
        {
          name: texts.user,
          cell: ({ user }) => (
            <Link to="/users/$id" params={{ id: user.id }} className="text-brand underline">
              {user.displayName}
            </Link>
          ),
        },
        { name: texts.amount, cell: ({ amount }) => tokens(amount), number: true },
        { name: texts.rule, cell: ({ rule }) => rewardRule[rule.name] },
        { name: texts.earnedAt, cell: ({ earnedAt }) => dayAndClock(earnedAt) },
        ...(decided
          ? [
              {
                name: texts.why,
                cell: ({ heldReason }: WaitingRewardFragment) =>
                  heldReason ? <Badge tone="warn">{heldBy[heldReason]}</Badge> : '–',
              },
              { name: texts.decide, cell: (reward: WaitingRewardFragment) => <Decide on={reward} decided={decided} /> },
            ]
          : []),
      ]}
    />
  )
}

function Decide({ on, decided }: { on: WaitingRewardFragment; decided: () => void }) {
  const { rewards: texts } = useTexts()
  const { tokens } = useFormat()
  const { sdk } = useSession()
  const say = (document: Document<unknown, { input: HeldRewardInput }>) => async (reason: string) => {
    await sdk.execute(document, { input: { rewardId: on.id, reason } })
    decided()
  }
  const what = `${tokens(on.amount)}, ${on.user.displayName}`
  return (
    <span className="flex gap-2">
      <AskWhy label={texts.release} title={texts.release} look="plain" onYes={say(ReleaseRewardDocument)}>
        <p>{texts.releaseMeans(what)}</p>
      </AskWhy>
      <AskWhy label={texts.refuse} title={texts.refuse} onYes={say(RefuseRewardDocument)}>
        <p>{texts.refuseMeans(what)}</p>
      </AskWhy>
    </span>
  )
}
