import { Link, getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { LineChart } from '../../../web/chart/line-chart.tsx'
import { View, useLive } from '../../../web/graph/view.tsx'
import { useFormat } from '../../../web/i18n/format.ts'
import { useSession } from '../../../web/session/session.tsx'
import { useAsking } from '../../../web/session/use-asking.ts'
import { Announced } from '../../../web/ui/announced.tsx'
import { Badge, type Tone } from '../../../web/ui/badge.tsx'
import { Button } from '../../../web/ui/button.tsx'
import { Card } from '../../../web/ui/card.tsx'
import { Fault } from '../../../web/ui/fault.tsx'
import { Figure } from '../../../web/ui/figure.tsx'
import { LiveBadge } from '../../../web/ui/live-badge.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import {
  RewardPageLiveDocument,
  SessionPageDocument,
  SessionPageLiveDocument,
  StopChargingDocument,
  type ChargingSessionStatus,
  type SessionPageQuery,
  type SessionShownFragment,
} from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { REWARD_TONES } from '../reward/tones.ts'
import { SessionBill } from './bill.tsx'
import { Parking } from './parking.tsx'
import { Share } from './share.tsx'

const route = getRouteApi('/sessions/$id')

export function SessionPage() {
  const { id } = route.useParams()
  return (
    <View query={SessionPageDocument} variables={{ id }}>
      {({ chargingSession }, again) => chargingSession && <Session session={chargingSession} again={again} />}
    </View>
  )
}

const TONES: Readonly<Record<ChargingSessionStatus, Tone>> = {
  PENDING: 'busy',
  STARTING: 'busy',
  ACTIVE: 'good',
  SUSPENDED: 'warn',
  COMPLETED: 'quiet',
  FAILED: 'danger',
  EXPIRED: 'danger',
}
const GOES_ON = new Set<ChargingSessionStatus>(['PENDING', 'STARTING', 'ACTIVE', 'SUSPENDED'])

function Session(props: { session: NonNullable<SessionPageQuery['chargingSession']>; again: () => void }) {
  const { session, again } = props
  const { session: texts, sessionStatus, failure, charging } = useTexts()
  const format = useFormat()
  useLive(SessionPageLiveDocument, { sessionId: session.id })
  // A reward is earned after the bill, so the session's own events may come before it.
  useLive(RewardPageLiveDocument, {}, session.chargeDetailRecord === null, ({ rewardEarned }) => {
    if (rewardEarned.session?.id === session.id && !session.reward) again()
  })
  const { timeZone, name } = session.station
  const goesOn = GOES_ON.has(session.status)
  const socs = session.powerProfile.flatMap(({ from, socPercent }) =>
    socPercent == null ? [] : [{ x: Date.parse(from), y: socPercent }],
  )
  const cost = session.chargeDetailRecord
    ? (session.chargeDetailRecord.totalCostInclVat ?? session.chargeDetailRecord.totalCostExclVat)
    : session.runningCost
  return (
    <>
      <PageTitle aside={goesOn && <LiveBadge />}>{name}</PageTitle>
      <div className="flex flex-col gap-4">
        <div className="flex flex-wrap items-center gap-3">
          <Badge tone={TONES[session.status]}>{sessionStatus[session.status]}</Badge>
          {session.startedAt && <span className="text-soft">{format.dayAndClock(session.startedAt, timeZone)}</span>}
          {session.minutesLeft != null && goesOn && <span>{texts.minutesLeft(session.minutesLeft)}</span>}
        </div>
        {session.failureReason && <Notice tone="danger" title={failure[session.failureReason]} />}
        {/* A vehicle that stays plugged in goes on to cost after the charge has ended: until the record is written. */}
        {!session.chargeDetailRecord && <Parking session={session} />}
        {goesOn && session.mayChargeUntil && (
          <Notice tone="warn" title={charging.until(format.clock(session.mayChargeUntil, timeZone))} />
        )}
        <dl className="grid grid-cols-2 gap-3 sm:grid-cols-4">
          <Figure name={texts.energy}>{format.kWh(session.energyWh)}</Figure>
          <Figure name={session.chargeDetailRecord ? texts.total : texts.cost}>{cost ? format.money(cost) : '–'}</Figure>
          {goesOn && <Figure name={texts.power}>{session.powerW == null ? '–' : format.kW(session.powerW)}</Figure>}
          {session.socPercent != null && <Figure name={texts.battery}>{format.percent(session.socPercent)}</Figure>}
        </dl>
        {goesOn && <Announced>{[format.kWh(session.energyWh), cost && format.money(cost)].filter(Boolean).join(', ')}</Announced>}
        {goesOn && <Stop id={session.id} />}
        {goesOn && <Share id={session.id} timeZone={timeZone} />}
        <Lines lines={session.costLines ?? []} />
        <SessionBill id={session.id} over={session.chargeDetailRecord != null} />
        {session.reward && <Reward reward={session.reward} />}
        {session.powerProfile.length > 1 && (
          <Card title={texts.chart}>
            <LineChart
              label={texts.chart}
              points={session.powerProfile.map(({ from, meanW }) => ({ x: Date.parse(from), y: meanW / 1000 }))}
              xText={(x) => format.clock(new Date(x), timeZone)}
              yText={(y) => format.number(y, 1)}
              xName={texts.time}
              asTable={texts.asTable}
            />
          </Card>
        )}
        {socs.length > 1 && (
          <Card title={charging.soc}>
            <LineChart
              label={charging.soc}
              points={socs}
              xText={(x) => format.clock(new Date(x), timeZone)}
              yText={(y) => format.number(y)}
              xName={texts.time}
              asTable={texts.asTable}
            />
          </Card>
        )}
      </div>
    </>
  )
}

function Lines({ lines }: { lines: NonNullable<SessionShownFragment['costLines']> }) {
  const { session: texts, costLine } = useTexts()
  const format = useFormat()
  if (lines.length === 0) return null
  return (
    <Card title={texts.lines}>
      <ul className="flex flex-col divide-y divide-line">
        {lines.map((line, index) => (
          <li key={index} className="flex justify-between gap-4 py-2">
            <span>
              {costLine[line.type]} {line.type === 'ENERGY' && <span className="text-soft">{format.kWh(line.billedQuantity)}</span>}
            </span>
            <span>{format.money(line.costInclVat ?? line.costExclVat)}</span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Reward({ reward }: { reward: NonNullable<SessionShownFragment['reward']> }) {
  const { wallet: texts } = useTexts()
  const format = useFormat()
  return (
    <Card title={texts.sessionReward} aside={<Badge tone={REWARD_TONES[reward.status]}>{texts.status[reward.status]}</Badge>}>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <span className="text-lg font-bold">{format.tokens(reward.amount)}</span>
        <Link to="/wallet/$reward" params={{ reward: reward.id }} className="text-brand underline">
          {texts.howItCame}
        </Link>
      </div>
    </Card>
  )
}

function Stop({ id }: { id: string }) {
  const { session: texts } = useTexts()
  const { sdk } = useSession()
  const { fault, busy, ask } = useAsking()
  // It ends when the charger says so; until then the page shows that it was asked.
  const [asked, setAsked] = useState(false)
  const stop = () =>
    ask(async () => {
      await sdk.execute(StopChargingDocument, { input: { sessionId: id } })
      setAsked(true)
    })
  return (
    <>
      {fault && <Fault fault={fault} />}
      <Button look="danger" onClick={() => void stop()} busy={busy || asked}>
        {busy || asked ? texts.stopping : texts.stop}
      </Button>
    </>
  )
}
