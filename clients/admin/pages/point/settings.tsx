import { useState } from 'react'
import { useFormat } from '../../../web/i18n/format.ts'
import { Pages } from '../../../web/list/pages.tsx'
import { Button } from '../../../web/ui/button.tsx'
import { Card } from '../../../web/ui/card.tsx'
import { Field } from '../../../web/ui/field.tsx'
import {
  GetBaseReportDocument,
  GetConfigurationDocument,
  PointConfigurationDocument,
  PointVariablesDocument,
} from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { CommandButton } from './command-button.tsx'
import type { PointShown } from './shown.ts'

const PAGE = 50
const NOTHING = { edges: [], pageInfo: { hasNextPage: false } }

/** A setting as it was last read, whatever the charger's version calls it. */
interface Setting {
  name: string
  value: string
  readAt: string
  note: string
}

/** How the charger is set, as it said itself; asked for when somebody wants to see it. */
export function Settings({ point }: { point: PointShown }) {
  const { settings: texts } = useTexts()
  const [open, setOpen] = useState(false)
  const [search, setSearch] = useState('')
  const old = point.ocppVersion === 'OCPP_1_6'
  const of = { id: point.id, search: search.trim() || null, first: PAGE }
  return (
    <Card title={texts.title}>
      {!open && (
        <Button className="self-start" onClick={() => setOpen(true)}>
          {texts.show}
        </Button>
      )}
      {open && (
        <>
          <div className="flex flex-wrap items-end gap-3">
            <Field type="search" label={texts.search} value={search} onChange={(event) => setSearch(event.target.value)} />
            {old ? (
              <CommandButton
                wish={`${point.id}/configuration`}
                name={texts.read}
                question={texts.readAsks}
                command={GetConfigurationDocument}
                input={{ chargePointId: point.id }}
              />
            ) : (
              <CommandButton
                wish={`${point.id}/report`}
                name={texts.read}
                question={texts.readAsks}
                command={GetBaseReportDocument}
                input={{ chargePointId: point.id, base: 'FULL' as const }}
              />
            )}
          </div>
          {old ? (
            <Pages
              query={PointConfigurationDocument}
              variables={of}
              pick={({ chargePoint }) => chargePoint?.configuration ?? NOTHING}
            >
              {({ rows, more, again }) => (
                <Rows
                  zone={point.station.timeZone ?? undefined}
                  more={more}
                  again={again}
                  settings={rows.map(({ key, value, readonly, readAt, rebootRequired }) => ({
                    name: key,
                    value: value ?? '–',
                    readAt,
                    note: [readonly && texts.readOnly, rebootRequired && texts.restart].filter(Boolean).join(', '),
                  }))}
                />
              )}
            </Pages>
          ) : (
            <Pages query={PointVariablesDocument} variables={of} pick={({ chargePoint }) => chargePoint?.deviceModel ?? NOTHING}>
              {({ rows, more, again }) => (
                <Rows
                  zone={point.station.timeZone ?? undefined}
                  more={more}
                  again={again}
                  settings={rows.map(({ path, attributes, readAt, rebootRequired }) => ({
                    name: path,
                    value: attributes.map(({ value }) => value ?? '–').join(', '),
                    readAt,
                    note: [
                      attributes.every(({ mutability }) => mutability === 'READ_ONLY') && texts.readOnly,
                      rebootRequired && texts.restart,
                    ]
                      .filter(Boolean)
                      .join(', '),
                  }))}
                />
              )}
            </Pages>
          )}
        </>
      )}
    </Card>
  )
}

function Rows(props: { settings: readonly Setting[]; zone: string | undefined; more: (() => void) | null; again: () => void }) {
  const { settings, zone, more, again } = props
  const { settings: texts, stations, sessions } = useTexts()
  const { dayAndClock } = useFormat()
  return (
    <>
      {settings.length === 0 ? (
        <p className="text-soft">{texts.none}</p>
      ) : (
        // No table: names and values are long, and a phone would show neither whole.
        <dl className="divide-y divide-line border-y border-line text-sm">
          {settings.map(({ name, value, note, readAt }) => (
            <div key={name} className="grid gap-x-4 gap-y-1 py-2 sm:grid-cols-[2fr_3fr_auto]">
              <dt>
                <code className="font-semibold wrap-anywhere">{name}</code>
                {note && <span className="block text-soft">{note}</span>}
              </dt>
              <dd>
                <code className="wrap-anywhere">{value === '' ? '–' : value.replaceAll(',', ', ')}</code>
              </dd>
              <dd className="text-soft">
                {texts.readAt} {dayAndClock(readAt, zone)}
              </dd>
            </div>
          ))}
        </dl>
      )}
      <div className="flex flex-wrap gap-3">
        {more && <Button onClick={more}>{stations.more}</Button>}
        <Button onClick={again}>{sessions.again}</Button>
      </div>
    </>
  )
}
