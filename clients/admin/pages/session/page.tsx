import { getRouteApi, Link } from '@tanstack/react-router'
import { LineChart } from '../../../web/chart/line-chart.tsx'
import { View, useLive } from '../../../web/graph/view.tsx'
import { useFormat } from '../../../web/i18n/format.ts'
import { NotFound } from '../../../web/shell/not-found.tsx'
import { Badge } from '../../../web/ui/badge.tsx'
import { Card } from '../../../web/ui/card.tsx'
import { Figure } from '../../../web/ui/figure.tsx'
import { LiveBadge } from '../../../web/ui/live-badge.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import { ConsoleSessionDocument, ConsoleSessionLiveDocument } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { ForOperators } from '../for-operators.tsx'
import { costOf, GOES_ON, SESSION_TONES } from '../sessions/shown.ts'
import { Corrections } from './corrections.tsx'
import { End, Release } from './decisions.tsx'
import { Meter } from './meter.tsx'
import type { SessionShown } from './shown.ts'

const route = getRouteApi('/sessions/$id')

export function SessionPage() {
  const { id } = route.useParams()
  return (
    <ForOperators>
      <View query={ConsoleSessionDocument} variables={{ id }}>
        {({ chargingSession }, again) =>
          chargingSession ? <Session key={id} session={chargingSession} again={again} /> : <NotFound />
        }
      </View>
    </ForOperators>
  )
}

function Session({ session, again }: { session: SessionShown; again: () => void }) {
  const { sessions: texts, sessionStatus, sessionFlag } = useTexts()
  const { clock, dayAndClock, kW, kWh, money, number } = useFormat()
  const goesOn = GOES_ON.has(session.status)
  useLive(ConsoleSessionLiveDocument, { sessionId: session.id }, !goesOn)
  const { station, flags, held, powerProfile } = session
  const cost = costOf(session)
  return (
    <>
      <Link to="/sessions" className="text-brand underline">
        {texts.title}
      </Link>
      <PageTitle aside={goesOn && <LiveBadge />}>
        {texts.one(station.name, dayAndClock(session.startedAt ?? session.requestedAt, station.timeZone))}
      </PageTitle>
      <div className="flex flex-col gap-4">
        <p className="flex flex-wrap gap-3">
          <Badge tone={SESSION_TONES[session.status]}>{sessionStatus[session.status]}</Badge>
          {held && <Badge tone="warn">{texts.held}</Badge>}
        </p>
        {held && (
          <Notice tone="warn" title={texts.heldWhy}>
            <ul className="list-disc pl-5">
              {flags.map((flag) => (
                <li key={flag}>{sessionFlag[flag]}</li>
              ))}
            </ul>
            {!goesOn && <Release session={session} again={again} />}
          </Notice>
        )}
        <dl className="grid grid-cols-2 gap-3 sm:grid-cols-3">
          <Figure name={texts.energy}>{kWh(session.energyWh)}</Figure>
          <Figure name={texts.cost}>{cost ? money(cost) : '–'}</Figure>
          {goesOn && session.powerW != null && <Figure name={texts.power}>{kW(session.powerW)}</Figure>}
        </dl>
        <Facts session={session} />
        {goesOn && <End session={session} />}
        <Lines session={session} />
        {powerProfile.length > 1 && (
          <Card title={texts.chart}>
            <LineChart
              label={texts.chart}
              points={powerProfile.map(({ from, meanW }) => ({ x: Date.parse(from), y: meanW / 1000 }))}
              xText={(x) => clock(new Date(x), station.timeZone)}
              yText={(y) => number(y, 1)}
              xName={texts.time}
              asTable={texts.asTable}
            />
          </Card>
        )}
        <Meter id={session.id} zone={station.timeZone} />
        {!goesOn && <Corrections session={session} again={again} />}
      </div>
    </>
  )
}

function Facts({ session }: { session: SessionShown }) {
  const { sessions: texts, station: words, sessionEnd, sessionFailure } = useTexts()
  const { dayAndClock } = useFormat()
  const { station, connector, startedAt, endedAt, endedBy, endReason, failureReason } = session
  const facts = [
    [texts.connector, connector ? `${words.evse(connector.evse.number)}, ${words.connector(connector.number)}` : null],
    [texts.started, startedAt && dayAndClock(startedAt, station.timeZone)],
    [texts.ended, endedAt && dayAndClock(endedAt, station.timeZone)],
    [texts.endedBy, [endedBy && sessionEnd[endedBy], endReason].filter(Boolean).join(', ') || null],
    [texts.failure, failureReason ? sessionFailure[failureReason] : null],
  ] as const
  return (
    <Card title={texts.facts}>
      <dl className="grid grid-cols-1 gap-x-6 gap-y-2 text-sm sm:grid-cols-3">
        <div>
          <dt className="text-soft">{texts.station}</dt>
          <dd>
            <Link to="/stations/$id" params={{ id: station.id }} className="text-brand underline">
              <bdi>{station.name}</bdi>
            </Link>
          </dd>
        </div>
        {facts
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name} className="min-w-0">
              <dt className="text-soft">{name}</dt>
              <dd className="break-words">{value}</dd>
            </div>
          ))}
      </dl>
    </Card>
  )
}

function Lines({ session: { costLines } }: { session: SessionShown }) {
  const { sessions: texts, billLine } = useTexts()
  const { kWh, money } = useFormat()
  if (!costLines || costLines.length === 0) return null
  return (
    <Card title={texts.lines}>
      <ul className="divide-y divide-line">
        {costLines.map((line, index) => (
          <li key={index} className="flex justify-between gap-4 py-2">
            <span>
              {billLine[line.type]} {line.type === 'ENERGY' && <span className="text-soft">{kWh(line.billedQuantity)}</span>}
            </span>
            <span>{money(line.costInclVat ?? line.costExclVat)}</span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
