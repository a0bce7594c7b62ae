import { useEffect, useState } from 'react'
import { useQuery } from 'urql'
import type { EvergraphError } from '../../../sdk/errors.ts'
import { faultOf } from '../../../web/graph/exchange.ts'
import { parsed } from '../../../web/graph/parsed.ts'
import { ownZone, useFormat } from '../../../web/i18n/format.ts'
import { Card } from '../../../web/ui/card.tsx'
import { Fault } from '../../../web/ui/fault.tsx'
import { Field } from '../../../web/ui/field.tsx'
import { PreviewTariffDocument, type TariffPreviewInput } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { typed } from '../equipment/plug.ts'
import { useIssues } from '../issues.ts'
import { pricesOf, type TariffDraft } from './draft.ts'

/** Who types is asked for nothing before a pause of so long. */
const PAUSE_MS = 400

/** What a charge would cost by what is in the form, as the platform reckons it. Its refusals are told, so that they stand at their fields. */
export function Preview(props: {
  draft: TariffDraft
  /** Something is still to be filled in. */
  pause: boolean
  refused: (fault: EvergraphError | null) => void
}) {
  const { draft, pause, refused } = props
  const { tariffs: texts, priceType } = useTexts()
  const { kWh, money } = useFormat()
  const [charge, setCharge] = useState({ kWh: '30', kW: '50', minutes: '', at: '' })
  const minutes = typed(charge.minutes)
  const wanted = useAfterPause({
    ...pricesOf(draft),
    timeZone: ownZone(),
    at: charge.at === '' ? null : new Date(charge.at).toISOString(),
    energyWh: Math.round((typed(charge.kWh) ?? Number.NaN) * 1000),
    powerW: Math.round((typed(charge.kW) ?? Number.NaN) * 1000),
    durationSeconds: minutes === null ? null : Math.round(minutes * 60),
  })
  const [{ data, error }] = useQuery({
    query: parsed(PreviewTariffDocument),
    variables: { input: wanted },
    requestPolicy: 'network-only',
    pause,
  })
  const fault = error ? faultOf(error) : null
  const { issue, needed } = useIssues(fault)
  useEffect(() => refused(error ? faultOf(error) : null), [error, refused])
  const field = (name: keyof typeof charge, label: string, at: string) => ({
    label,
    inputMode: 'decimal' as const,
    value: charge[name],
    onChange: (event: { target: { value: string } }) => setCharge({ ...charge, [name]: event.target.value }),
    fault: name === 'minutes' ? issue(at) : needed(charge[name], at),
  })
  const result = error || pause ? undefined : data?.tariffPreview
  return (
    <Card title={texts.preview}>
      <div className="grid grid-cols-2 items-start gap-3">
        <Field {...field('kWh', texts.kWh, 'energyWh')} />
        <Field {...field('kW', texts.kW, 'powerW')} />
        <Field {...field('minutes', texts.plugged, 'durationSeconds')} />
        <Field
          label={texts.at}
          type="datetime-local"
          value={charge.at}
          onChange={(event) => setCharge({ ...charge, at: event.target.value })}
        />
      </div>
      <div role="status" className="flex flex-col gap-2">
        {fault && fault.issues.length === 0 && <Fault fault={fault} />}
        {fault && fault.issues.length > 0 && <p className="text-soft">{texts.mend}</p>}
        {result && (
          <>
            <p className="text-xl font-bold">{money(result.totalCostInclVat ?? result.totalCostExclVat)}</p>
            <ul className="divide-y divide-line text-sm">
              {result.lines.map((line, index) => (
                <li key={index} className="flex justify-between gap-3 py-1">
                  <span>
                    {line.type ? priceType[line.type] : texts.limit} {line.type === 'ENERGY' && kWh(line.billedQuantity)}
                  </span>
                  <span>{money(line.costInclVat ?? line.costExclVat)}</span>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </Card>
  )
}

/** The last value that stood for a while. */
function useAfterPause(value: TariffPreviewInput): TariffPreviewInput {
  const [settled, setSettled] = useState(value)
  const text = JSON.stringify(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(JSON.parse(text) as TariffPreviewInput), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}
