import { useFormat } from '../../../web/i18n/format.ts'
import { Paged } from '../../desk/paged.tsx'
import { useSession } from '../../../web/session/session.tsx'
import { AskFirst } from '../../../web/ui/ask-first.tsx'
import { Badge } from '../../../web/ui/badge.tsx'
import { Card } from '../../../web/ui/card.tsx'
import { Empty } from '../../../web/ui/empty.tsx'
import { AskWhy } from '../../desk/ask-why.tsx'
import { Facts } from '../../desk/facts.tsx'
import {
  PublishRewardCampaignDocument,
  RewardCampaignsPageDocument,
  StopRewardCampaignDocument,
  type RewardCampaignRowFragment,
} from '../../generated/graphql.ts'
import { hasOne, MAY } from '../../may.ts'
import { useTexts } from '../../texts/index.ts'
import { DraftCampaign } from './draft-campaign.tsx'
import { DryRun } from './dry-run.tsx'

/** What earns more for a while. */
export function Campaigns() {
  const { rewards: texts } = useTexts()
  const { roles } = useSession()
  const mayChange = hasOne(roles, MAY.settlement)
  return (
    <Paged query={RewardCampaignsPageDocument} variables={{}} list={({ rewardCampaigns }) => rewardCampaigns}>
      {(campaigns, again) => (
        <>
          {mayChange && <DraftCampaign saved={again} />}
          {campaigns.length === 0 && <Empty>{texts.noCampaign}</Empty>}
          {campaigns.map((campaign) => (
            <Campaign key={campaign.id} of={campaign} mayChange={mayChange} again={again} />
          ))}
        </>
      )}
    </Paged>
  )
}

function Campaign({ of, mayChange, again }: { of: RewardCampaignRowFragment; mayChange: boolean; again: () => void }) {
  const { rewards: texts, rewardRule, desk, weekdays } = useTexts()
  const { sdk } = useSession()
  const { number, tokens, dayAndClock, clock } = useFormat()
  const draft = of.publishedAt == null
  const { factorPermille, timeZone, windows, budget, perUser, perUserDay } = of
  const minute = (sinceMidnight: number) => clock(new Date(sinceMidnight * 60_000), 'UTC')
  const inWords = ({ days, from, until }: (typeof windows)[number]) =>
    `${days.map((day) => weekdays[day - 1]).join(', ')} ${minute(from)}–${minute(until)}`
  const state = of.stoppedAt ? texts.stopped : draft ? texts.draft : texts.published
  const publish = async () => {
    await sdk.execute(PublishRewardCampaignDocument, { input: { campaignId: of.id } })
    again()
  }
  const stop = async (reason: string) => {
    await sdk.execute(StopRewardCampaignDocument, { input: { campaignId: of.id, reason } })
    again()
  }
  const terms = {
    factorPermille,
    timeZone,
    budget,
    perUser,
    perUserDay,
    windows: windows.map(({ days, from, until }) => ({ days, from, until })),
  }
  return (
    <Card title={of.title} aside={<Badge tone={of.stoppedAt ? 'quiet' : draft ? 'warn' : 'good'}>{state}</Badge>}>
      <Facts
        facts={[
          [texts.rule, rewardRule[of.rule]],
          [texts.factor, `× ${number(factorPermille / 1000, 2)}`],
          [texts.begins, dayAndClock(of.startsAt, timeZone)],
          [texts.ends, dayAndClock(of.endsAt, timeZone)],
          [texts.zone, timeZone],
          [texts.inTheWeek, windows.length === 0 ? texts.allWeek : windows.map(inWords).join('; ')],
          [texts.budget, tokens(budget)],
          [texts.perUser, tokens(perUser)],
          [texts.perUserDay, tokens(perUserDay)],
          [texts.granted, tokens(of.granted)],
        ]}
      />
      {mayChange && (
        <div className="flex flex-wrap items-start gap-3">
          {draft && !of.stoppedAt && (
            <AskFirst label={texts.publish} title={texts.publish} back={desk.back} look="primary" onYes={publish}>
              <p>{texts.publishMeans}</p>
            </AskFirst>
          )}
          {!of.stoppedAt && (
            <AskWhy label={texts.stop} title={texts.stop} onYes={stop}>
              <p>{texts.stopMeans}</p>
            </AskWhy>
          )}
          <DryRun of={{ rule: of.rule, campaign: terms }} />
        </div>
      )}
    </Card>
  )
}
