import { Link, getRouteApi } from '@tanstack/react-router'
import { useNews } from '../../../web/graph/use-news.ts'
import { View, useLive } from '../../../web/graph/view.tsx'
import { useFormat } from '../../../web/i18n/format.ts'
import { SignedIn } from '../../../web/session/signed-in.tsx'
import { NotFound } from '../../../web/shell/not-found.tsx'
import { Badge } from '../../../web/ui/badge.tsx'
import { LiveBadge } from '../../../web/ui/live-badge.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import { DeedPageDocument, DeedRewardLiveDocument, DeedsLiveDocument, type DeedPageQuery } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { CaptureLink } from '../deeds/capture-link.tsx'
import { DEED_TONES } from '../deeds/tones.ts'
import { Why } from '../deeds/why.tsx'
import { Appeal } from '../odometer/appeal.tsx'
import { PhotoStep } from '../reward/photo-step.tsx'
import { Step } from '../reward/step.tsx'
import { REWARD_TONES } from '../reward/tones.ts'

const route = getRouteApi('/deeds/$id')

export function DeedPage() {
  const { id } = route.useParams()
  const { deeds: texts } = useTexts()
  return (
    <>
      <Link to="/deeds" className="mb-2 inline-block text-brand underline">
        {texts.back}
      </Link>
      <SignedIn>
        <View query={DeedPageDocument} variables={{ id }}>
          {({ deed }, again) => (deed ? <Deed deed={deed} again={again} /> : <NotFound />)}
        </View>
      </SignedIn>
    </>
  )
}

type Shown = NonNullable<DeedPageQuery['deed']>

/** What became of it: the photo, the decision, the proof, the reward. */
function Deed({ deed, again }: { deed: Shown; again: () => void }) {
  const { deeds: texts, deedTask, deedState, material, wallet } = useTexts()
  const format = useFormat()
  const { id, task, state, reward } = deed
  const isDecided = useNews(state)
  useLive(DeedsLiveDocument, {}, false, ({ myDeedUpdated }) => {
    if (myDeedUpdated.id === id && isDecided(myDeedUpdated.state)) again()
  })
  // A reward comes after the deed is decided, so the deed's own events come before it.
  const isEarned = useNews(reward?.status ?? '')
  useLive(DeedRewardLiveDocument, {}, state === 'REJECTED', ({ rewardEarned }) => {
    if (rewardEarned.deed?.id === id && isEarned(rewardEarned.status)) again()
  })
  return (
    <>
      <PageTitle aside={<LiveBadge />}>{deedTask[task]}</PageTitle>
      <div className="flex flex-col gap-4">
        <div className="flex flex-wrap items-center gap-3">
          <Badge tone={DEED_TONES[state]}>{deedState[state]}</Badge>
          <span className="text-soft">{texts.takenAt(format.dayAndClock(deed.takenAt))}</span>
        </div>
        <Verdict deed={deed} again={again} />
        {deed.material && <p>{texts.material(material[deed.material])}</p>}
        {deed.note && <p className="whitespace-pre-wrap">{deed.note}</p>}
        <ol aria-label={wallet.way} className="flex flex-col">
          {deed.photo && <PhotoStep photo={deed.photo} />}
          <Step
            name={wallet.steps.deed}
            state={state === 'APPROVED' ? 'done' : state === 'REJECTED' ? 'ends' : 'toCome'}
            when={deed.decidedAt ? format.dayAndClock(deed.decidedAt) : undefined}
          >
            <p className="text-soft">{texts.submitted(format.dayAndClock(deed.submittedAt))}</p>
            {deed.session && <Proof session={deed.session} />}
          </Step>
          <Step name={wallet.reward} state={reward ? 'done' : state === 'REJECTED' ? 'ends' : 'toCome'} when={undefined}>
            {reward ? (
              <div className="flex flex-wrap items-center gap-3">
                <span className="font-semibold">{format.tokens(reward.amount)}</span>
                <Badge tone={REWARD_TONES[reward.status]}>{wallet.status[reward.status]}</Badge>
                <Link to="/wallet/$reward" params={{ reward: reward.id }} className="text-brand underline">
                  {wallet.howItCame}
                </Link>
              </div>
            ) : (
              state !== 'REJECTED' && <p className="text-soft">{texts.noReward}</p>
            )}
          </Step>
        </ol>
      </div>
    </>
  )
}

function Verdict({ deed, again }: { deed: Shown; again: () => void }) {
  const { state, task, reasons, awaitsSessionUntil, photo } = deed
  const { deeds: texts, deedState } = useTexts()
  const format = useFormat()
  if (state === 'APPROVED') return null
  if (state === 'REJECTED')
    return (
      <Notice tone="danger" title={deedState.REJECTED}>
        <p>
          <Why reasons={reasons} />
        </p>
        <CaptureLink task={task}>{texts.again}</CaptureLink>
        {photo?.appealUntil && <Appeal photoId={photo.id} isLower={false} again={again} />}
      </Notice>
    )
  const waits = awaitsSessionUntil ? texts.waitsUntil(format.dayAndClock(awaitsSessionUntil)) : texts.waits
  return (
    <Notice tone="info" title={state === 'MANUAL_REVIEW' ? texts.person : waits}>
      <p>
        <Why reasons={reasons} />
      </p>
    </Notice>
  )
}

function Proof({ session }: { session: NonNullable<Shown['session']> }) {
  const { deeds: texts, wallet } = useTexts()
  const format = useFormat()
  return (
    <p>
      {texts.proof}:{' '}
      <Link to="/sessions/$id" params={{ id: session.id }} className="text-brand underline">
        {wallet.charged(format.kWh(session.energyWh), session.station.name)}
      </Link>
    </p>
  )
}
