import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { View, useLive } from '../../../web/graph/view.tsx'
import { useFormat } from '../../../web/i18n/format.ts'
import { NO_ROWS, Pages, type Listed } from '../../../web/list/pages.tsx'
import { SignedIn } from '../../../web/session/signed-in.tsx'
import { Badge } from '../../../web/ui/badge.tsx'
import { Button } from '../../../web/ui/button.tsx'
import { Empty } from '../../../web/ui/empty.tsx'
import { Figure } from '../../../web/ui/figure.tsx'
import { LiveBadge } from '../../../web/ui/live-badge.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import {
  WalletPageDocument,
  WalletPageLiveDocument,
  WalletRewardsDocument,
  type RewardRowFragment,
  type WalletPageQuery,
} from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { Linked } from '../linked/linked.tsx'
import { REWARD_TONES } from '../reward/tones.ts'

const PAGE = 20

export function WalletPage() {
  const { wallet: texts } = useTexts()
  return (
    <>
      <PageTitle aside={<LiveBadge />}>{texts.title}</PageTitle>
      <SignedIn>
        <View query={WalletPageDocument}>{({ me }, again) => me && <Wallet me={me} again={again} />}</View>
      </SignedIn>
    </>
  )
}

function Wallet({ me, again }: { me: NonNullable<WalletPageQuery['me']>; again: () => void }) {
  const { wallet: texts, deeds, boards } = useTexts()
  const format = useFormat()
  const balance = me.rewardBalance
  return (
    <div className="flex flex-col gap-4">
      {balance && (
        <dl className="grid grid-cols-2 gap-3 lg:grid-cols-4">
          <Figure name={texts.earned}>{format.tokens(balance.earned)}</Figure>
          <Figure name={texts.settled}>{format.tokens(balance.settled)}</Figure>
          <Figure name={texts.pending}>{format.tokens(balance.pending)}</Figure>
          <Figure name={texts.held}>{format.tokens(balance.held)}</Figure>
        </dl>
      )}
      {balance && balance.owed !== '0' && <Notice tone="warn" title={texts.owed(format.tokens(balance.owed))} />}
      <h2 className="font-semibold">{texts.rewards}</h2>
      <Pages query={WalletRewardsDocument} variables={{ first: PAGE }} pick={(data) => data.me?.rewards ?? NO_ROWS}>
        {(list) => <Rewards {...list} sumsAgain={again} />}
      </Pages>
      <div className="grid gap-3 sm:grid-cols-2">
        {(['/deeds', '/leaderboards'] as const).map((to) => (
          <Link
            key={to}
            to={to}
            className="flex justify-between gap-3 rounded-lg border border-line bg-card p-4 font-semibold hover:bg-sunk"
          >
            {to === '/deeds' ? deeds.title : boards.title} <span aria-hidden>›</span>
          </Link>
        ))}
      </div>
      <Linked me={me} again={again} />
    </div>
  )
}

function Rewards(props: Listed<RewardRowFragment> & { sumsAgain: () => void }) {
  const { rows, more, again, sumsAgain } = props
  const { wallet: texts } = useTexts()
  // The stream begins with what is here already: only what is new changes sums and the list.
  const [told] = useState(() => new Map(rows.map(({ id, status }) => [id, status])))
  useLive(WalletPageLiveDocument, {}, false, ({ rewardEarned: { id, status } }) => {
    if (told.get(id) === status) return
    told.set(id, status)
    again()
    sumsAgain()
  })
  return (
    <>
      {rows.length === 0 && <Empty>{texts.none}</Empty>}
      <ul className="flex flex-col gap-2">
        {rows.map((reward) => (
          <li key={reward.id}>
            <RewardRow reward={reward} />
          </li>
        ))}
      </ul>
      {more && <Button onClick={more}>{texts.more}</Button>}
    </>
  )
}

function RewardRow({ reward }: { reward: RewardRowFragment }) {
  const { wallet: texts } = useTexts()
  const format = useFormat()
  return (
    <Link
      to="/wallet/$reward"
      params={{ reward: reward.id }}
      className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-lg border border-line bg-card p-4 hover:bg-sunk"
    >
      <span className="min-w-0">
        <span className="block font-semibold">{texts.rule[reward.rule.name]}</span>
        <span className="block text-sm text-soft">
          {format.dayAndClock(reward.earnedAt)}
          {reward.session && ` · ${reward.session.station.name}`}
        </span>
      </span>
      <span className="flex items-center gap-3">
        <Badge tone={REWARD_TONES[reward.status]}>{texts.status[reward.status]}</Badge>
        <span className="font-semibold whitespace-nowrap">{format.tokens(reward.amount)}</span>
      </span>
    </Link>
  )
}
