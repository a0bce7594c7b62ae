import { Link } from '@tanstack/react-router'
import type { EvergraphError } from '../../../sdk/errors.ts'
import { View, useLive } from '../../../web/graph/view.tsx'
import { Badge } from '../../../web/ui/badge.tsx'
import { buttonClass } from '../../../web/ui/button.tsx'
import { Fault } from '../../../web/ui/fault.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import { ConsoleStationDocument, StationLiveDocument } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { Credentials, type Made } from '../equipment/credentials.tsx'

/** It is registered: what the technician needs, and whether its charger has come. */
export function Registered({ made, unsited }: { made: Made; unsited: EvergraphError | null }) {
  const { credentials: texts } = useTexts()
  const { id, name } = made.station
  useLive(StationLiveDocument, { stationId: id })
  return (
    <>
      <PageTitle>{texts.title(name)}</PageTitle>
      <div className="flex flex-col items-start gap-4">
        <Credentials made={made} title={texts.title(name)} />
        {unsited && <Fault fault={unsited} />}
        <View query={ConsoleStationDocument} variables={{ id }} skeleton={<></>}>
          {({ station }) => (
            <div role="status">
              {station?.online ? <Badge tone="good">{texts.connected}</Badge> : <Badge tone="busy">{texts.waiting}</Badge>}
            </div>
          )}
        </View>
        <div className="flex flex-wrap gap-3">
          <Link to="/points/$id" params={{ id }} className={buttonClass()}>
            {texts.toLog}
          </Link>
          <Link to="/stations/$id" params={{ id }} className={buttonClass()}>
            {texts.toStation}
          </Link>
        </div>
      </div>
    </>
  )
}
