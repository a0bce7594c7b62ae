import { useRef, useState } from 'react'
import { useLive } from '../../../web/graph/view.tsx'
import { useFormat } from '../../../web/i18n/format.ts'
import { Pages } from '../../../web/list/pages.tsx'
import { useSession } from '../../../web/session/session.tsx'
import { AskFirst } from '../../../web/ui/ask-first.tsx'
import { Badge } from '../../../web/ui/badge.tsx'
import { Button } from '../../../web/ui/button.tsx'
import { Card } from '../../../web/ui/card.tsx'
import { Field } from '../../../web/ui/field.tsx'
import {
  FaultReportUpdatedDocument,
  ResolveFaultReportDocument,
  StationFaultsDocument,
  type FaultReportRowFragment,
} from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'

const PAGE = 10

/** What drivers say is wrong here, and has not been mended. */
export function Faults({ stationId, zone }: { stationId: string; zone: string }) {
  const { station: texts, stations } = useTexts()
  const again = useRef<() => void>(undefined)
  useLive(FaultReportUpdatedDocument, {}, false, ({ faultReportUpdated }) => {
    if (faultReportUpdated.connector.station.id === stationId) again.current?.()
  })
  return (
    <Card title={texts.faults}>
      <Pages
        query={StationFaultsDocument}
        variables={{ filter: { stationId, open: true }, first: PAGE }}
        pick={({ faultReports }) => faultReports}
      >
        {(list) => {
          again.current = list.again
          return list.rows.length === 0 ? (
            <p className="text-soft">{texts.noFaults}</p>
          ) : (
            <>
              <ul className="divide-y divide-line">
                {list.rows.map((report) => (
                  <Report key={report.id} report={report} zone={zone} again={list.again} />
                ))}
              </ul>
              {list.more && <Button onClick={list.more}>{stations.more}</Button>}
            </>
          )
        }}
      </Pages>
    </Card>
  )
}

function Report({ report, zone, again }: { report: FaultReportRowFragment; zone: string; again: () => void }) {
  const { station: texts, faultKind, form } = useTexts()
  const { dayAndClock } = useFormat()
  const { sdk } = useSession()
  const [note, setNote] = useState('')
  const resolve = async () => {
    await sdk.execute(ResolveFaultReportDocument, { input: { reportId: report.id, note: note.trim() || null } })
    again()
  }
  return (
    <li className="flex flex-col items-start gap-2 py-3">
      <div className="flex flex-wrap items-center gap-3">
        <Badge tone="danger">{faultKind[report.kind]}</Badge>
        <span className="text-sm text-soft">
          {texts.at(texts.connector(report.connector.number), dayAndClock(report.reportedAt, zone))}
        </span>
      </div>
      {report.text !== '' && (
        <p dir="auto" className="max-w-full break-words">
          {report.text}
        </p>
      )}
      <AskFirst label={texts.resolve} title={texts.resolve} back={form.back} look="plain" onYes={resolve}>
        <p>{texts.resolveAsks}</p>
        <Field label={texts.note} value={note} onChange={(event) => setNote(event.target.value)} />
      </AskFirst>
    </li>
  )
}
