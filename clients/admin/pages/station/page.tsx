import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { View, useLive } from '../../../web/graph/view.tsx'
import { useSession } from '../../../web/session/session.tsx'
import { NotFound } from '../../../web/shell/not-found.tsx'
import { AskFirst } from '../../../web/ui/ask-first.tsx'
import { Badge } from '../../../web/ui/badge.tsx'
import { Card } from '../../../web/ui/card.tsx'
import { LiveBadge } from '../../../web/ui/live-badge.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import {
  ConsoleStationDocument,
  RenewStationPasswordDocument,
  RetireStationDocument,
  StationLiveDocument,
} from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { ForOperators } from '../for-operators.tsx'
import { Credentials, type Made } from '../equipment/credentials.tsx'
import { Equipment } from './equipment.tsx'
import { Faults } from './faults.tsx'
import { Hours } from './hours.tsx'
import { Place } from './place.tsx'
import type { StationShown } from './shown.ts'
import { Terms } from './terms.tsx'

const route = getRouteApi('/stations/$id')

export function StationPage() {
  const { id } = route.useParams()
  return (
    <ForOperators>
      <View query={ConsoleStationDocument} variables={{ id }}>
        {/* Everybody may read what drivers read of a station. Its identity is told to its own operator alone, and nobody else runs it. */}
        {({ station }, again) => (station?.identity ? <Station key={id} station={station} again={again} /> : <NotFound />)}
      </View>
    </ForOperators>
  )
}

function Station({ station, again }: { station: StationShown; again: () => void }) {
  const { station: texts, stations } = useTexts()
  const inUse = station.retiredAt === null
  useLive(StationLiveDocument, { stationId: station.id }, !inUse)
  return (
    <>
      <Link to="/stations" className="text-brand underline">
        {stations.title}
      </Link>
      <PageTitle aside={inUse && <LiveBadge />}>{station.name}</PageTitle>
      <div className="flex flex-col gap-4">
        {!inUse && <Notice tone="warn" title={texts.retiredNow} />}
        <p className="flex flex-wrap items-center gap-3">
          {inUse && <Badge tone={station.online ? 'good' : 'danger'}>{station.online ? stations.online : stations.offline}</Badge>}
          <bdi className="text-soft">
            {station.address}, {station.city}
          </bdi>
        </p>
        <Equipment station={station} again={again} />
        {inUse && <Charger station={station} again={again} />}
        <Faults stationId={station.id} zone={station.timeZone} />
        {inUse && (
          <>
            <Place station={station} />
            <Hours station={station} />
            {station.bookingTerms && <Terms stationId={station.id} terms={station.bookingTerms} again={again} />}
          </>
        )}
      </div>
    </>
  )
}

function Charger({ station, again }: { station: StationShown; again: () => void }) {
  const { station: texts, credentials, form } = useTexts()
  const { sdk } = useSession()
  const [made, setMade] = useState<Made | null>(null)
  const { id, name } = station
  const identity = station.identity ?? ''
  const renew = async () => {
    const { renewStationPassword } = await sdk.execute(RenewStationPasswordDocument, { input: { stationId: id } })
    setMade({ station: { id, name, identity }, password: renewStationPassword.password ?? null })
  }
  return (
    <Card title={texts.charger}>
      <p className="break-all">{identity}</p>
      {made && <Credentials made={made} title={credentials.renewed(name)} done={() => setMade(null)} />}
      <Link to="/points/$id" params={{ id }} className="text-brand underline">
        {texts.toCharger}
      </Link>
      <div className="flex flex-wrap gap-3">
        <AskFirst label={texts.renew} title={texts.renew} back={form.back} look="plain" onYes={renew}>
          <p>{texts.renewAsks}</p>
        </AskFirst>
        <AskFirst
          label={texts.retire}
          title={texts.retire}
          back={form.back}
          onYes={async () => {
            await sdk.execute(RetireStationDocument, { input: { stationId: id } })
            again()
          }}
        >
          <p>{texts.retireAsks}</p>
        </AskFirst>
      </div>
    </Card>
  )
}
